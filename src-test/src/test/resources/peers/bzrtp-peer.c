// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One ZRTP endpoint on a UDP port of the loopback, made of Debian's libbzrtp (the ZRTP of Linphone) and libsrtp2.
 *
 *   bzrtp-peer LOCAL-PORT PEER-PORT SECONDS KEY-AGREEMENT HASH [CACHE]
 *
 * KEY-AGREEMENT is DH2k, DH3k, X255 or X448, HASH is S256 or S384: it offers these and what is mandatory.
 * CACHE is the SQLite file of its ZID and its retained secrets; without it, it remembers nothing.
 *
 * It begins with the first line of its standard input, and ends with it or after SECONDS. It sends fifty SRTP packets a
 * second once it is secure. Standard output, a line each:
 *   ready HELLO-HASH                     before the first packet
 *   secure SAS CIPHER-KEY-BITS AFTER-MS fits|mismatch   once; the milliseconds count from the begin
 *   voice SENT RECEIVED REFUSED CLEAR    at the end
 */
#include <arpa/inet.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <bzrtp/bzrtp.h>
#include <sqlite3.h>
#include <srtp2/srtp.h>

enum { PACKET_MS = 20, PAYLOAD = 160, HEADER = 12 };

struct peer {
  int socket;
  struct sockaddr_in remote;
  uint32_t ssrc;
  int secure;
  double begun;
  srtp_t sending;
  srtp_t receiving;
  unsigned sent, received, refused, clear;
};

static uint64_t now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static double exact_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int send_zrtp(void *data, const uint8_t *packet, uint16_t length) {
  struct peer *p = data;
  return sendto(p->socket, packet, length, 0, (struct sockaddr *)&p->remote, sizeof p->remote) < 0;
}

static srtp_t open_srtp(const bzrtpSrtpSecrets_t *secrets, int own) {
  uint8_t material[SRTP_MAX_KEY_LEN];
  srtp_policy_t policy;
  srtp_t session = NULL;
  size_t key = own ? secrets->selfSrtpKeyLength : secrets->peerSrtpKeyLength;
  size_t salt = own ? secrets->selfSrtpSaltLength : secrets->peerSrtpSaltLength;
  memset(&policy, 0, sizeof policy);
  memcpy(material, own ? secrets->selfSrtpKey : secrets->peerSrtpKey, key);
  memcpy(material + key, own ? secrets->selfSrtpSalt : secrets->peerSrtpSalt, salt);
  int short_tag = secrets->authTagAlgo == ZRTP_AUTHTAG_HS32;
  if (secrets->cipherAlgo == ZRTP_CIPHER_AES3) {
    if (short_tag)
      srtp_crypto_policy_set_aes_cm_256_hmac_sha1_32(&policy.rtp);
    else
      srtp_crypto_policy_set_aes_cm_256_hmac_sha1_80(&policy.rtp);
    srtp_crypto_policy_set_aes_cm_256_hmac_sha1_80(&policy.rtcp);
  } else {
    if (short_tag)
      srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32(&policy.rtp);
    else
      srtp_crypto_policy_set_rtp_default(&policy.rtp);
    srtp_crypto_policy_set_rtcp_default(&policy.rtcp);
  }
  policy.ssrc.type = own ? ssrc_any_outbound : ssrc_any_inbound;
  policy.key = material;
  policy.window_size = 128;
  if (srtp_create(&session, &policy) != srtp_err_status_ok) {
    fprintf(stderr, "libsrtp refused the keys\n");
    exit(1);
  }
  return session;
}

static int keys_ready(void *data, const bzrtpSrtpSecrets_t *secrets, uint8_t part) {
  struct peer *p = data;
  if ((part & ZRTP_SRTP_SECRETS_FOR_SENDER) && p->sending == NULL)
    p->sending = open_srtp(secrets, 1);
  if ((part & ZRTP_SRTP_SECRETS_FOR_RECEIVER) && p->receiving == NULL)
    p->receiving = open_srtp(secrets, 0);
  return 0;
}

static int secure(void *data, const bzrtpSrtpSecrets_t *secrets, int32_t verified) {
  struct peer *p = data;
  (void)verified;
  p->secure = 1;
  printf("secure %s %d %.1f %s\n", secrets->sas, secrets->cipherAlgo == ZRTP_CIPHER_AES3 ? 256 : 128,
         exact_ms() - p->begun, secrets->cacheMismatch ? "mismatch" : "fits");
  fflush(stdout);
  return 0;
}

static void take(struct peer *p, bzrtpContext_t *zrtp, uint8_t *packet, int length) {
  if (length > HEADER && (packet[0] & 0xc0) == 0 && memcmp(packet + 4, "ZRTP", 4) == 0)
    bzrtp_processMessage(zrtp, p->ssrc, packet, (uint16_t)length);
  else if (length > HEADER && (packet[0] & 0xc0) == 0x80) {
    if (p->receiving == NULL)
      p->clear++;
    else if (srtp_unprotect(p->receiving, packet, &length) == srtp_err_status_ok)
      p->received++;
    else
      p->refused++;
  }
}

static void speak(struct peer *p) {
  uint8_t packet[HEADER + PAYLOAD + SRTP_MAX_TRAILER_LEN] = {0x80, 0};
  int length = HEADER + PAYLOAD;
  uint16_t sequence = htons((uint16_t)(p->sent + 1));
  uint32_t timestamp = htonl(p->sent * PAYLOAD), ssrc = htonl(p->ssrc);
  memcpy(packet + 2, &sequence, 2);
  memcpy(packet + 4, &timestamp, 4);
  memcpy(packet + 8, &ssrc, 4);
  memset(packet + HEADER, 0x55, PAYLOAD);
  if (srtp_protect(p->sending, packet, &length) != srtp_err_status_ok)
    exit(1);
  sendto(p->socket, packet, (size_t)length, 0, (struct sockaddr *)&p->remote, sizeof p->remote);
  p->sent++;
}

static struct sockaddr_in loopback(const char *port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

struct name {
  const char *text;
  uint8_t code;
};

static const struct name key_agreements[] = {{"DH2k", ZRTP_KEYAGREEMENT_DH2k},
                                             {"DH3k", ZRTP_KEYAGREEMENT_DH3k},
                                             {"X255", ZRTP_KEYAGREEMENT_X255},
                                             {"X448", ZRTP_KEYAGREEMENT_X448},
                                             {NULL, ZRTP_UNSET_ALGO}};
static const struct name hashes[] = {
    {"S256", ZRTP_HASH_S256}, {"S384", ZRTP_HASH_S384}, {NULL, ZRTP_UNSET_ALGO}};

static void prefer(bzrtpContext_t *zrtp, uint8_t type, const struct name *known, const char *wanted) {
  uint8_t preferred[7] = {0};
  while (known->text != NULL && strcmp(known->text, wanted) != 0)
    known++;
  if (known->text == NULL) {
    fprintf(stderr, "bzrtp-peer does not know %s\n", wanted);
    exit(2);
  }
  preferred[0] = known->code;
  bzrtp_setSupportedCryptoTypes(zrtp, type, preferred, 1);
}

int main(int count, char **argument) {
  struct peer p = {.ssrc = 0x5ec0ca11};
  bzrtpCallbacks_t callbacks = {0};
  uint8_t hash[80] = {0};
  if (count != 6 && count != 7) {
    fprintf(stderr, "usage: bzrtp-peer LOCAL-PORT PEER-PORT SECONDS DH2k|DH3k|X255|X448 S256|S384 [CACHE]\n");
    return 2;
  }
  struct sockaddr_in local = loopback(argument[1]);
  p.remote = loopback(argument[2]);
  p.socket = socket(AF_INET, SOCK_DGRAM, 0);
  if (bind(p.socket, (struct sockaddr *)&local, sizeof local) != 0 || srtp_init() != srtp_err_status_ok) {
    perror("bzrtp-peer");
    return 1;
  }
  bzrtpContext_t *zrtp = bzrtp_createBzrtpContext();
  callbacks.bzrtp_sendData = send_zrtp;
  callbacks.bzrtp_srtpSecretsAvailable = keys_ready;
  callbacks.bzrtp_startSrtpSession = secure;
  bzrtp_setCallbacks(zrtp, &callbacks);
  prefer(zrtp, ZRTP_KEYAGREEMENT_TYPE, key_agreements, argument[4]);
  prefer(zrtp, ZRTP_HASH_TYPE, hashes, argument[5]);
  sqlite3 *cache = NULL;
  if (count == 7) {
    if (sqlite3_open(argument[6], &cache) != SQLITE_OK) {
      fprintf(stderr, "bzrtp-peer cannot open %s\n", argument[6]);
      return 1;
    }
    bzrtp_initCache_lock(cache, NULL);
    bzrtp_setZIDCache_lock(zrtp, cache, "sip:self@example", "sip:peer@example", NULL);
  }
  bzrtp_initBzrtpContext(zrtp, p.ssrc);
  bzrtp_setClientData(zrtp, p.ssrc, &p);
  bzrtp_getSelfHelloHash(zrtp, p.ssrc, hash, sizeof hash);
  printf("ready %s\n", hash);
  fflush(stdout);
  uint8_t input;
  if (read(STDIN_FILENO, &input, 1) != 1)
    return 1;
  p.begun = exact_ms();
  bzrtp_startChannelEngine(zrtp, p.ssrc);
  uint64_t end = now_ms() + strtoul(argument[3], NULL, 10) * 1000, next = 0;
  while (now_ms() < end) {
    struct pollfd readable[] = {{p.socket, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
    uint8_t packet[2048];
    poll(readable, 2, 5);
    if (readable[1].revents != 0 && read(STDIN_FILENO, &input, 1) != 1)
      break;
    if (readable[0].revents != 0)
      take(&p, zrtp, packet, (int)recv(p.socket, packet, sizeof packet, 0));
    bzrtp_iterate(zrtp, p.ssrc, now_ms());
    if (p.secure && p.sending != NULL && now_ms() >= next) {
      next = now_ms() + PACKET_MS;
      speak(&p);
    }
  }
  printf("voice %u %u %u %u\n", p.sent, p.received, p.refused, p.clear);
  bzrtp_destroyBzrtpContext(zrtp, p.ssrc);
  sqlite3_close(cache);
  return p.secure ? 0 : 3;
}
