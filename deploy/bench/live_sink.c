/* Counts what many listeners of `make bench-live` receive, without decrypting: one thread, epoll and recvmmsg over all their sockets.
 * What is no media (STUN, DTLS) goes to Python through a SOCK_SEQPACKET socket: number of the listener, address, port, datagram. */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>

enum { LISTENERS = 8192, STREAMS = 8, AT_ONCE = 32, DATAGRAM = 2048 };

struct stream { uint32_t ssrc; int64_t first, highest; uint64_t packets; };
struct listener { int fd, streams; struct stream stream[STREAMS]; uint64_t packets, octets; double first_at; };

static struct listener all[LISTENERS];
static int poll_fd = -1, out_fd = -1;
static atomic_int resets;

static double moment(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void media(struct listener *to, const uint8_t *data, unsigned size) {
    uint32_t ssrc = (uint32_t)data[8] << 24 | (uint32_t)data[9] << 16 | (uint32_t)data[10] << 8 | data[11];
    uint16_t number = (uint16_t)(data[2] << 8 | data[3]);
    struct stream *of = NULL;
    for (int each = 0; each < to->streams && of == NULL; each++)
        if (to->stream[each].ssrc == ssrc) of = &to->stream[each];
    if (of == NULL) {
        if (to->streams == STREAMS) return;
        of = &to->stream[to->streams++];
        *of = (struct stream){ssrc, number, number, 0};
        if (to->first_at == 0) to->first_at = moment();
    }
    int16_t ahead = (int16_t)(number - (uint16_t)of->highest);
    if (ahead > 0) of->highest += ahead;
    of->packets++;
    to->packets++;
    to->octets += size + 28;
}

static void other(int number, const struct sockaddr_in *from, const uint8_t *data, unsigned size) {
    uint8_t told[DATAGRAM + 10];
    memcpy(told, &number, 4);
    memcpy(told + 4, &from->sin_addr, 4);
    memcpy(told + 8, &from->sin_port, 2);
    memcpy(told + 10, data, size);
    send(out_fd, told, size + 10, MSG_DONTWAIT);
}

static void drain(int number) {
    static uint8_t data[AT_ONCE][DATAGRAM];
    struct mmsghdr messages[AT_ONCE];
    struct iovec pieces[AT_ONCE];
    struct sockaddr_in from[AT_ONCE];
    struct listener *to = &all[number];
    int came;
    do {
        memset(messages, 0, sizeof messages);
        for (int each = 0; each < AT_ONCE; each++) {
            pieces[each] = (struct iovec){data[each], DATAGRAM};
            messages[each].msg_hdr = (struct msghdr){
                .msg_name = &from[each], .msg_namelen = sizeof from[each], .msg_iov = &pieces[each], .msg_iovlen = 1};
        }
        came = recvmmsg(to->fd, messages, AT_ONCE, MSG_DONTWAIT, NULL);
        for (int each = 0; each < came; each++) {
            const uint8_t *packet = data[each];
            unsigned size = messages[each].msg_len;
            if (size >= 12 && packet[0] > 127 && packet[0] < 192) {
                if (packet[1] < 192 || packet[1] > 223) media(to, packet, size);
            } else if (size) {
                other(number, &from[each], packet, size);
            }
        }
    } while (came == AT_ONCE);
}

static void *run(void *unused) {
    (void)unused;
    struct epoll_event events[256];
    int done = 0;
    for (;;) {
        int ready = epoll_wait(poll_fd, events, 256, 50);
        for (int each = 0; each < ready; each++) drain((int)events[each].data.u32);
        int asked = atomic_load(&resets);
        if (asked != done) {
            for (int each = 0; each < LISTENERS; each++) all[each].streams = 0, all[each].packets = all[each].octets = 0;
            done = asked;
        }
    }
    return NULL;
}

int sink_start(int fd) {
    pthread_t thread;
    out_fd = fd;
    poll_fd = epoll_create1(0);
    return pthread_create(&thread, NULL, run, NULL);
}

int sink_add(int number, int fd) {
    if (number < 0 || number >= LISTENERS) return -1;
    all[number] = (struct listener){.fd = fd};
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = (uint32_t)number};
    return epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event);
}

double sink_first(int number) { return all[number].first_at; }

/* Carried out by the counting thread itself, so that nothing is counted half. */
void sink_reset(void) { atomic_fetch_add(&resets, 1); }

/* packets, octets, lost, expected, listeners that got nothing */
void sink_told(int how_many, double *told) {
    memset(told, 0, 5 * sizeof *told);
    for (int number = 0; number < how_many; number++) {
        const struct listener *to = &all[number];
        if (to->fd <= 0) continue;
        told[0] += (double)to->packets;
        told[1] += (double)to->octets;
        told[4] += to->packets == 0;
        for (int each = 0; each < to->streams; each++) {
            int64_t expected = to->stream[each].highest - to->stream[each].first + 1;
            told[3] += (double)expected;
            if (expected > (int64_t)to->stream[each].packets) told[2] += (double)(expected - (int64_t)to->stream[each].packets);
        }
    }
}
