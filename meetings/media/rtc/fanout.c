/* One packet to many listeners in one call: ten header bytes, srtp_protect, sendmmsg. What fanout.ManyAtOnce does, without
   the interpreter between. Compiled by native.py where a C compiler is; nothing else is needed and nothing is kept here. */

#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

enum { ABI = 1, AT_ONCE = 64, PLACE_BYTES = 1536, LONGEST = 1400, HEADER_BYTES = 12, NAME_BYTES = 28 };

/* srtp_protect of libsrtp 2: the packet grows in place, by 144 bytes at most; its length is read and written. */
typedef int (*protect_call)(void *session, void *packet, int *length);

/* native.py packs the same: "@PIIHH28s". */
struct row {
    void *session;
    uint32_t more_time;
    uint32_t ssrc;
    uint16_t more_sequence;
    uint16_t name_bytes;
    unsigned char name[NAME_BYTES];
};

/* Changes with every change of what is passed: of the layout by its size, of the meaning by hand. */
unsigned hs_fanout_abi(void)
{
    return (unsigned)ABI << 16 | (unsigned)sizeof(struct row);
}

static void write_number(unsigned char *at, uint32_t number, int bytes)
{
    while (bytes-- > 0) {
        at[bytes] = (unsigned char)number;
        number >>= 8;
    }
}

/* How many were dropped. The system stops at the first that it cannot send: that one is left out, unless the socket is full. */
static int hand_over(int socket, struct mmsghdr *messages, int ready)
{
    int done = 0, dropped = 0;
    while (done < ready) {
        int sent = sendmmsg(socket, messages + done, (unsigned)(ready - done), 0);
        if (sent > 0) {
            done += sent;
        } else if (sent < 0 && (errno == EAGAIN || errno == EBADF)) {
            return dropped + ready - done;
        } else {
            dropped++;
            done++;
        }
    }
    return dropped;
}

/* How many of `count` listeners did not get it; -1 when the packet is not one. */
int hs_fanout_send(int socket, protect_call protect, const unsigned char *packet, int size, uint32_t sequence,
                   uint32_t timestamp, const struct row *rows, int count)
{
    unsigned char places[AT_ONCE][PLACE_BYTES] __attribute__((aligned(16)));
    struct mmsghdr messages[AT_ONCE];
    struct iovec pieces[AT_ONCE];
    int dropped = 0, ready = 0;
    if (size < HEADER_BYTES || size > LONGEST || count < 0)
        return -1;
    memset(messages, 0, sizeof messages);
    for (int number = 0; number < count; number++) {
        const struct row *row = rows + number;
        unsigned char *place = places[ready];
        int length = size;
        memcpy(place, packet, (size_t)size);
        write_number(place + 2, sequence + row->more_sequence, 2);
        write_number(place + 4, timestamp + row->more_time, 4);
        write_number(place + 8, row->ssrc, 4);
        if (row->name_bytes > NAME_BYTES || protect(row->session, place, &length) != 0) {
            dropped++;
            continue;
        }
        pieces[ready].iov_base = place;
        pieces[ready].iov_len = (size_t)length;
        messages[ready].msg_hdr.msg_name = (void *)row->name;
        messages[ready].msg_hdr.msg_namelen = row->name_bytes;
        messages[ready].msg_hdr.msg_iov = &pieces[ready];
        messages[ready].msg_hdr.msg_iovlen = 1;
        if (++ready == AT_ONCE) {
            dropped += hand_over(socket, messages, ready);
            ready = 0;
        }
    }
    return dropped + hand_over(socket, messages, ready);
}
