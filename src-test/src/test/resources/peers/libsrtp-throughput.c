// SPDX-License-Identifier: GPL-3.0-or-later
// How many packets of 160 bytes libsrtp protects and unprotects on one core. Prints a line for each profile: its name and the
// pairs per second. Usage: libsrtp-throughput SECONDS
#include <srtp2/srtp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HEADER = 12, PAYLOAD = 160, WARM_UP = 200000, BATCH = 1000 };

static void check(srtp_err_status_t status, const char *what) {
    if (status != srtp_err_status_ok) {
        fprintf(stderr, "%s: status %d\n", what, status);
        exit(1);
    }
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void pairs(srtp_t sender, srtp_t receiver, uint8_t *packet, uint16_t *sequence, int count) {
    for (int i = 0; i < count; i++) {
        packet[2] = *sequence >> 8;
        packet[3] = *sequence & 0xff;
        (*sequence)++;
        int length = HEADER + PAYLOAD;
        check(srtp_protect(sender, packet, &length), "protect");
        check(srtp_unprotect(receiver, packet, &length), "unprotect");
    }
}

static void measure(const char *name, void (*set)(srtp_crypto_policy_t *), double seconds) {
    uint8_t key[64];
    for (size_t i = 0; i < sizeof key; i++) {
        key[i] = (uint8_t) (7 * i + 1);
    }
    srtp_policy_t policy;
    memset(&policy, 0, sizeof policy);
    set(&policy.rtp);
    set(&policy.rtcp);
    policy.key = key;
    policy.window_size = 128;
    srtp_t sender, receiver;
    policy.ssrc.type = ssrc_any_outbound;
    check(srtp_create(&sender, &policy), "create");
    policy.ssrc.type = ssrc_any_inbound;
    check(srtp_create(&receiver, &policy), "create");

    uint8_t packet[HEADER + PAYLOAD + SRTP_MAX_TRAILER_LEN] = {0x80, 96};
    packet[11] = 1;
    uint16_t sequence = 0;
    pairs(sender, receiver, packet, &sequence, WARM_UP);
    long done = 0;
    double begun = now(), end;
    do {
        pairs(sender, receiver, packet, &sequence, BATCH);
        done += BATCH;
        end = now();
    } while (end - begun < seconds);
    printf("%s %.0f\n", name, done / (end - begun));
    srtp_dealloc(sender);
    srtp_dealloc(receiver);
}

int main(int count, char **arguments) {
    double seconds = count > 1 ? atof(arguments[1]) : 3;
    check(srtp_init(), "init");
    measure("AES_CM_128_HMAC_SHA1_80", srtp_crypto_policy_set_rtp_default, seconds);
    measure("AEAD_AES_256_GCM", srtp_crypto_policy_set_aes_gcm_256_16_auth, seconds);
    return 0;
}
