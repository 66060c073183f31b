// What a peer connection has gone through in the last second, from two readings of getStats().

/** ``report``: the values of getStats(). A plain picture of what is counted, to be compared with the next one. */
export function counted(report) {
  const all = [...report];
  const inbound = all.filter((each) => each.type === "inbound-rtp");
  const sum = (name, of = inbound) => of.reduce((total, each) => total + (each[name] ?? 0), 0);
  const sounds = inbound.filter((each) => each.kind === "audio");
  const pair = all.find((each) => each.type === "candidate-pair" && each.nominated && each.state === "succeeded");
  return {
    received: sum("packetsReceived"),
    lost: sum("packetsLost"),
    bytes: sum("bytesReceived"),
    samples: sum("totalSamplesReceived", sounds),
    concealed: sum("concealedSamples", sounds) - sum("silentConcealedSamples", sounds),
    frozen: sum("totalFreezesDuration"),
    roundTrip: pair?.currentRoundTripTime ?? 0,
    isRelayed: isRelayed(all, pair),
    frames: Object.fromEntries(inbound.filter((each) => each.kind === "video").map((each) => [each.mid, each.framesDecoded ?? 0])),
  };
}

function isRelayed(all, pair) {
  return all.some((each) => each.id === pair?.localCandidateId && each.candidateType === "relay");
}

/** What lies between two pictures, ``seconds`` apart, as the ladder judges it. Too few packets prove nothing: silence is not sent. */
export function between(before, after, seconds, connected) {
  const received = after.received - before.received;
  const lost = Math.max(0, after.lost - before.lost);
  const samples = after.samples - before.samples;
  const share = (part, whole) => (whole > 0 ? Math.max(0, part) / whole : 0);
  return {
    connected,
    loss: received + lost >= 10 ? share(lost, received + lost) : 0,
    concealed: share(after.concealed - before.concealed, samples),
    frozen: Math.max(0, after.frozen - before.frozen) / seconds,
    roundTrip: after.roundTrip,
    bitsPerSecond: Math.max(0, after.bytes - before.bytes) * 8 / seconds,
  };
}
