// Which step of the ladder this line carries: down after some bad seconds, up again after many good ones. Pure: the moment (ms) and what
// was measured are handed in, so that tests run it without a browser.
//
//   video → low → sound → broadcast → text
//
// A step that had to be left is barred for a while, twice as long each time, so that a line at the edge does not swing.

export const STEPS = ["video", "low", "sound", "broadcast", "text"];
export const WITH_MEDIA = new Set(["video", "low", "sound"]);
export const WITH_PICTURES = new Set(["video", "low"]);

export const BOUNDS = {
  badMs: 3_000,
  /** A browser holds a cut of some seconds together by itself. */
  deadMs: 6_000,
  goodMs: 15_000,
  barMs: 30_000,
  barMostMs: 240_000,
  /** A step that was held so long has proved itself: its failures are forgotten. */
  provedMs: 60_000,
  lossBad: 0.1,
  lossGood: 0.02,
  concealedBad: 0.1,
  frozenBad: 0.4,
  roundTripBad: 1.5,
  roundTripGood: 0.8,
  /** On sound alone much more is borne before reading is better than hearing. */
  soundBad: 0.3,
};

export function begin(now, step = "video") {
  return { step, since: now, badSince: null, deadSince: null, goodSince: now, bars: {}, fails: {} };
}

/**
 * ``sample``: {connected, loss, concealed, frozen, roundTrip} of the last second (shares 0–1, seconds); null: no media at this step.
 * ``offered``: the steps that can be had. ``ceiling``: the highest one that the reader wishes.
 */
export function look(state, sample, now, offered, ceiling = "video") {
  const open = STEPS.filter((step) => offered.has(step) && STEPS.indexOf(step) >= STEPS.indexOf(ceiling));
  if (!open.includes(state.step)) return move(state, nearest(open, state.step), now);
  const next = { ...state, ...seen(state, sample, now) };
  if (next.deadSince !== null && now - next.deadSince >= BOUNDS.deadMs) return fall(next, open, now, withoutMedia);
  if (next.badSince !== null && now - next.badSince >= BOUNDS.badMs) return fall(next, open, now, () => true);
  if (next.goodSince !== null && now - next.goodSince >= BOUNDS.goodMs) return climb(next, open, now);
  return next;
}

/** The server had no room for media, or there is none: at once to what does without. */
export function refused(state, now, offered) {
  const open = STEPS.filter((step) => offered.has(step));
  return fall(state, open, now, withoutMedia);
}

const withoutMedia = (step) => !WITH_MEDIA.has(step);

function seen(state, sample, now) {
  if (sample === null) return { badSince: null, deadSince: null, goodSince: state.goodSince ?? now };
  if (!sample.connected) return { badSince: null, deadSince: state.deadSince ?? now, goodSince: null };
  const bad = isBad(sample, state.step);
  return {
    deadSince: null,
    badSince: bad ? (state.badSince ?? now) : null,
    goodSince: isGood(sample) ? (state.goodSince ?? now) : null,
  };
}

export function isBad(sample, step) {
  if (step === "sound") return sample.loss > BOUNDS.soundBad || sample.concealed > BOUNDS.soundBad;
  return (
    sample.loss > BOUNDS.lossBad ||
    sample.concealed > BOUNDS.concealedBad ||
    sample.frozen > BOUNDS.frozenBad ||
    sample.roundTrip > BOUNDS.roundTripBad
  );
}

export function isGood(sample) {
  return (
    sample.loss < BOUNDS.lossGood &&
    sample.concealed < BOUNDS.concealedBad / 2 &&
    sample.frozen < BOUNDS.frozenBad / 2 &&
    sample.roundTrip < BOUNDS.roundTripGood
  );
}

function fall(state, open, now, fits) {
  const target = open.find((step) => STEPS.indexOf(step) > STEPS.indexOf(state.step) && fits(step));
  if (!target) return { ...state, badSince: null, deadSince: null };
  const bars = { ...state.bars };
  const fails = { ...state.fails };
  // All that was passed on the way down is barred with it.
  for (const step of STEPS.slice(STEPS.indexOf(state.step), STEPS.indexOf(target))) {
    const proved = step === state.step && now - state.since >= BOUNDS.provedMs;
    const count = proved ? 0 : (fails[step] ?? 0);
    bars[step] = now + Math.min(BOUNDS.barMs * 2 ** count, BOUNDS.barMostMs);
    fails[step] = count + 1;
  }
  return { ...begin(now, target), bars, fails };
}

function climb(state, open, now) {
  const at = STEPS.indexOf(state.step);
  const higher = open.filter((step) => STEPS.indexOf(step) < at && (state.bars[step] ?? 0) <= now).at(-1);
  return higher ? { ...begin(now, higher), bars: state.bars, fails: state.fails } : state;
}

function move(state, step, now) {
  return { ...begin(now, step), bars: state.bars, fails: state.fails };
}

function nearest(open, step) {
  return open.find((each) => STEPS.indexOf(each) > STEPS.indexOf(step)) ?? open.at(-1) ?? "text";
}
