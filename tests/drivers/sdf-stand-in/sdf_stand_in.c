/*
 * A stand-in for a vendor's cryptographic device: the C interface of GM/T 0018-2012 over libcrypto, for tests only. Two keys lie inside, index 1
 * and 2, each a signing and an encryption pair, the same at every start; the word for both is "guotu-sdf-1". It keeps to the letter what callers easily miss: 256-bit values right-aligned in 64 bytes,
 * one thread at a time in a session, private keys only after access was given in that session, the initial value overwritten.
 */
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/rand.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define SDR_OK 0
#define SDR_BASE 0x01000000
#define SDR_HARDFAIL (SDR_BASE + 0x04)
#define SDR_OPENSESSION (SDR_BASE + 0x06)
#define SDR_PARDENY (SDR_BASE + 0x07)
#define SDR_KEYNOTEXIST (SDR_BASE + 0x08)
#define SDR_ALGNOTSUPPORT (SDR_BASE + 0x09)
#define SDR_SKOPERR (SDR_BASE + 0x0C)
#define SDR_SIGNERR (SDR_BASE + 0x0D)
#define SDR_VERIFYERR (SDR_BASE + 0x0E)
#define SDR_SYMOPERR (SDR_BASE + 0x0F)
#define SDR_STEPERR (SDR_BASE + 0x10)
#define SDR_PRKRERR (SDR_BASE + 0x18)
#define SDR_INARGERR (SDR_BASE + 0x1D)

#define SGD_SM3 0x00000001
#define SGD_SM4_CBC 0x00000402
#define SGD_SM2_1 0x00020200

#define LEAD 32
#define KEYS 2
#define MOST_SESSIONS 4

typedef struct { unsigned int bits; unsigned char x[64]; unsigned char y[64]; } ECCrefPublicKey;
typedef struct { unsigned char r[64]; unsigned char s[64]; } ECCSignature;
typedef struct { unsigned char x[64]; unsigned char y[64]; unsigned char M[32]; unsigned int L; unsigned char C[1]; } ECCCipher;
typedef struct {
  unsigned char IssuerName[40], DeviceName[16], DeviceSerial[16];
  unsigned int DeviceVersion, StandardVersion, AsymAlgAbility[2], SymAlgAbility, HashAlgAbility, BufferSize;
} DEVICEINFO;

typedef struct { EVP_PKEY *sign[KEYS], *enc[KEYS]; atomic_int sessions; int generation; } Device;
typedef struct { Device *device; atomic_flag busy; int right[KEYS]; EVP_MD_CTX *hash; } Session;
typedef struct { unsigned char bytes[16]; } Key;

static char broken[64];

/* Not of the standard: makes a function fail as a broken device does, until told another name. */
void stand_in_break(const char *function) { strncpy(broken, function, sizeof broken - 1); }

static atomic_int generation;

/* Not of the standard: as if the device was switched off and on; what was opened before gives no session any more. */
void stand_in_reset(void) { atomic_fetch_add(&generation, 1); }

static int fails(const char *function) { return strcmp(broken, function) == 0; }

#define ENTER(handle)                                                  \
  Session *session = handle;                                           \
  if (!session) return SDR_INARGERR;                                   \
  if (atomic_flag_test_and_set(&session->busy)) return SDR_STEPERR;    \
  int code = fails(__func__) || session->device->generation != atomic_load(&generation) ? SDR_HARDFAIL : SDR_OK
#define LEAVE                          \
  atomic_flag_clear(&session->busy);   \
  return code

/* The same key at every start, as a device has it: its scalar is a digest of where it lies. */
static EVP_PKEY *pair_of(char kind, int index) {
  unsigned char text[2] = {(unsigned char)kind, (unsigned char)index}, scalar[32];
  EVP_Digest(text, sizeof text, scalar, NULL, EVP_sm3(), NULL);
  scalar[0] &= 0x7F;
  EC_KEY *ec = EC_KEY_new_by_curve_name(NID_sm2);
  EVP_PKEY *key = EVP_PKEY_new();
  EC_POINT *point = EC_POINT_new(EC_KEY_get0_group(ec));
  int right = EC_KEY_oct2priv(ec, scalar, sizeof scalar) == 1 &&
              EC_POINT_mul(EC_KEY_get0_group(ec), point, EC_KEY_get0_private_key(ec), NULL, NULL, NULL) == 1 &&
              EC_KEY_set_public_key(ec, point) == 1 && EVP_PKEY_set1_EC_KEY(key, ec) == 1;
  EC_POINT_free(point);
  EC_KEY_free(ec);
  if (right) return key;
  EVP_PKEY_free(key);
  return NULL;
}

static int point_of(EVP_PKEY *key, ECCrefPublicKey *out) {
  unsigned char *point = NULL;
  int whole = EVP_PKEY_get1_encoded_public_key(key, &point) == 65 && point[0] == 4;
  memset(out, 0, sizeof *out);
  if (whole) {
    out->bits = 256;
    memcpy(out->x + LEAD, point + 1, 32);
    memcpy(out->y + LEAD, point + 33, 32);
  }
  OPENSSL_free(point);
  return whole;
}

static EVP_PKEY *key_of(const ECCrefPublicKey *in) {
  unsigned char point[65] = {4};
  memcpy(point + 1, in->x + LEAD, 32);
  memcpy(point + 33, in->y + LEAD, 32);
  EC_KEY *ec = EC_KEY_new_by_curve_name(NID_sm2);
  EVP_PKEY *key = EVP_PKEY_new();
  if (ec && key && EC_KEY_oct2key(ec, point, sizeof point, NULL) == 1 && EVP_PKEY_set1_EC_KEY(key, ec) == 1) {
    EC_KEY_free(ec);
    return key;
  }
  EC_KEY_free(ec);
  EVP_PKEY_free(key);
  return NULL;
}

/* DER of short values only: tag, length, content; a leading zero where the first bit is set. */
static size_t put_integer(unsigned char *out, const unsigned char value[32]) {
  size_t from = 0;
  while (from < 31 && !value[from]) from++;
  size_t zero = value[from] >> 7, length = 32 - from + zero;
  out[0] = 2;
  out[1] = (unsigned char)length;
  out[2] = 0;
  memcpy(out + 2 + zero, value + from, 32 - from);
  return 2 + length;
}

static const unsigned char *take_integer(const unsigned char *in, const unsigned char *end, unsigned char value[32]) {
  if (!in || end - in < 2 || in[0] != 2) return NULL;
  size_t length = in[1];
  const unsigned char *content = in + 2;
  if ((size_t)(end - content) < length) return NULL;
  while (length > 32 && !*content) content++, length--;
  if (length > 32) return NULL;
  memset(value, 0, 32);
  memcpy(value + 32 - length, content, length);
  return content + length;
}

static size_t wrap(unsigned char *out, const unsigned char *content, size_t length) {
  size_t head = 0;
  out[head++] = 0x30;
  if (length > 127) out[head++] = 0x81;
  out[head++] = (unsigned char)length;
  memcpy(out + head, content, length);
  return head + length;
}

int SDF_OpenDevice(void **handle) {
  if (fails(__func__)) return SDR_BASE + 0x05;
  Device *device = calloc(1, sizeof *device);
  for (int i = 0; i < KEYS; i++) {
    device->sign[i] = pair_of('S', i);
    device->enc[i] = pair_of('E', i);
    if (!device->sign[i] || !device->enc[i]) return SDR_HARDFAIL;
  }
  device->generation = atomic_load(&generation);
  *handle = device;
  return SDR_OK;
}

int SDF_CloseDevice(void *handle) {
  Device *device = handle;
  for (int i = 0; i < KEYS; i++) {
    EVP_PKEY_free(device->sign[i]);
    EVP_PKEY_free(device->enc[i]);
  }
  free(device);
  return SDR_OK;
}

int SDF_OpenSession(void *handle, void **out) {
  Device *device = handle;
  if (fails(__func__) || device->generation != atomic_load(&generation)) return SDR_OPENSESSION;
  if (atomic_fetch_add(&device->sessions, 1) >= MOST_SESSIONS) return SDR_OPENSESSION;
  Session *session = calloc(1, sizeof *session);
  session->device = device;
  atomic_flag_clear(&session->busy);
  *out = session;
  return SDR_OK;
}

int SDF_CloseSession(void *handle) {
  Session *session = handle;
  atomic_fetch_sub(&session->device->sessions, 1);
  EVP_MD_CTX_free(session->hash);
  free(session);
  return SDR_OK;
}

int SDF_GetDeviceInfo(void *handle, DEVICEINFO *info) {
  ENTER(handle);
  memset(info, 0, sizeof *info);
  strcpy((char *)info->IssuerName, "Guotu stand-in");
  strcpy((char *)info->DeviceName, "SDF-0018");
  strcpy((char *)info->DeviceSerial, "2026030200000001");
  info->StandardVersion = 1;
  LEAVE;
}

int SDF_GenerateRandom(void *handle, unsigned int length, unsigned char *out) {
  ENTER(handle);
  if (code == SDR_OK && RAND_bytes(out, (int)length) != 1) code = SDR_HARDFAIL;
  LEAVE;
}

int SDF_GetPrivateKeyAccessRight(void *handle, unsigned int index, unsigned char *word, unsigned int length) {
  ENTER(handle);
  static const char expected[] = "guotu-sdf-1";
  if (code == SDR_OK && (index < 1 || index > KEYS)) code = SDR_KEYNOTEXIST;
  if (code == SDR_OK && (length != sizeof expected - 1 || memcmp(word, expected, length) != 0)) code = SDR_PRKRERR;
  if (code == SDR_OK) session->right[index - 1] = 1;
  LEAVE;
}

int SDF_ReleasePrivateKeyAccessRight(void *handle, unsigned int index) {
  ENTER(handle);
  if (index >= 1 && index <= KEYS) session->right[index - 1] = 0;
  LEAVE;
}

int SDF_ExportSignPublicKey_ECC(void *handle, unsigned int index, ECCrefPublicKey *out) {
  ENTER(handle);
  if (code == SDR_OK && (index < 1 || index > KEYS)) code = SDR_KEYNOTEXIST;
  if (code == SDR_OK && !point_of(session->device->sign[index - 1], out)) code = SDR_HARDFAIL;
  LEAVE;
}

int SDF_ExportEncPublicKey_ECC(void *handle, unsigned int index, ECCrefPublicKey *out) {
  ENTER(handle);
  if (code == SDR_OK && (index < 1 || index > KEYS)) code = SDR_KEYNOTEXIST;
  if (code == SDR_OK && !point_of(session->device->enc[index - 1], out)) code = SDR_HARDFAIL;
  LEAVE;
}

int SDF_InternalSign_ECC(void *handle, unsigned int index, unsigned char *digest, unsigned int length, ECCSignature *out) {
  ENTER(handle);
  if (code == SDR_OK && (index < 1 || index > KEYS)) code = SDR_KEYNOTEXIST;
  if (code == SDR_OK && length != 32) code = SDR_INARGERR;
  if (code == SDR_OK && !session->right[index - 1]) code = SDR_PARDENY;
  if (code == SDR_OK) {
    unsigned char der[80];
    size_t written = sizeof der;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(session->device->sign[index - 1], NULL);
    memset(out, 0, sizeof *out);
    if (EVP_PKEY_sign_init(context) != 1 || EVP_PKEY_sign(context, der, &written, digest, length) != 1 ||
        !take_integer(take_integer(der + 2, der + written, out->r + LEAD), der + written, out->s + LEAD))
      code = SDR_SIGNERR;
    EVP_PKEY_CTX_free(context);
  }
  LEAVE;
}

int SDF_ExternalVerify_ECC(
    void *handle, unsigned int algorithm, ECCrefPublicKey *key, unsigned char *digest, unsigned int length, ECCSignature *signature) {
  ENTER(handle);
  if (code == SDR_OK && algorithm != SGD_SM2_1) code = SDR_ALGNOTSUPPORT;
  EVP_PKEY *pair = code == SDR_OK ? key_of(key) : NULL;
  if (code == SDR_OK && !pair) code = SDR_INARGERR;
  if (code == SDR_OK) {
    unsigned char content[80], der[84];
    size_t at = put_integer(content, signature->r + LEAD);
    at += put_integer(content + at, signature->s + LEAD);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(pair, NULL);
    if (EVP_PKEY_verify_init(context) != 1 || EVP_PKEY_verify(context, der, wrap(der, content, at), digest, length) != 1) code = SDR_VERIFYERR;
    EVP_PKEY_CTX_free(context);
  }
  EVP_PKEY_free(pair);
  LEAVE;
}

int SDF_GenerateKeyWithIPK_ECC(void *handle, unsigned int index, unsigned int bits, ECCCipher *out, void **key) {
  ENTER(handle);
  if (code == SDR_OK && (index < 1 || index > KEYS)) code = SDR_KEYNOTEXIST;
  if (code == SDR_OK && bits != 128) code = SDR_INARGERR;
  Key *made = code == SDR_OK ? calloc(1, sizeof *made) : NULL;
  if (code == SDR_OK) {
    unsigned char der[256];
    size_t written = sizeof der;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(session->device->enc[index - 1], NULL);
    memset(out, 0, 64 + 64 + 32);
    const unsigned char *at = der + 2, *end;
    if (RAND_bytes(made->bytes, 16) != 1 || EVP_PKEY_encrypt_init(context) != 1 || EVP_PKEY_encrypt(context, der, &written, made->bytes, 16) != 1)
      code = SDR_SKOPERR;
    end = der + written;
    at = code == SDR_OK ? take_integer(take_integer(at, end, out->x + LEAD), end, out->y + LEAD) : NULL;
    if (at && at[0] == 4 && at[1] == 32 && at[34] == 4 && at[35] == 16) {
      memcpy(out->M, at + 2, 32);
      out->L = 16;
      memcpy(out->C, at + 36, 16);
      *key = made;
    } else {
      code = SDR_SKOPERR;
      free(made);
    }
    EVP_PKEY_CTX_free(context);
  }
  LEAVE;
}

int SDF_ImportKeyWithISK_ECC(void *handle, unsigned int index, ECCCipher *in, void **key) {
  ENTER(handle);
  if (code == SDR_OK && (index < 1 || index > KEYS)) code = SDR_KEYNOTEXIST;
  if (code == SDR_OK && !session->right[index - 1]) code = SDR_PARDENY;
  if (code == SDR_OK && in->L != 16) code = SDR_INARGERR;
  if (code == SDR_OK) {
    unsigned char content[200], der[204], plain[256];
    size_t at = put_integer(content, in->x + LEAD), written = sizeof plain;
    at += put_integer(content + at, in->y + LEAD);
    content[at++] = 4, content[at++] = 32;
    memcpy(content + at, in->M, 32), at += 32;
    content[at++] = 4, content[at++] = 16;
    memcpy(content + at, in->C, 16), at += 16;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(session->device->enc[index - 1], NULL);
    if (EVP_PKEY_decrypt_init(context) == 1 && EVP_PKEY_decrypt(context, plain, &written, der, wrap(der, content, at)) == 1 && written == 16) {
      Key *made = calloc(1, sizeof *made);
      memcpy(made->bytes, plain, 16);
      *key = made;
    } else {
      code = SDR_SKOPERR;
    }
    EVP_PKEY_CTX_free(context);
  }
  LEAVE;
}

int SDF_DestroyKey(void *handle, void *key) {
  ENTER(handle);
  memset(key, 0, sizeof(Key));
  free(key);
  LEAVE;
}

static int run(int encrypting, Key *key, unsigned int algorithm, unsigned char *iv, unsigned char *in, unsigned int length, unsigned char *out, unsigned int *written) {
  if (algorithm != SGD_SM4_CBC) return SDR_ALGNOTSUPPORT;
  if (!key || length % 16 != 0) return SDR_INARGERR;
  int first = 0, last = 0;
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
  int right = EVP_CipherInit_ex(context, EVP_sm4_cbc(), NULL, key->bytes, iv, encrypting) == 1 && EVP_CIPHER_CTX_set_padding(context, 0) == 1 &&
              EVP_CipherUpdate(context, out, &first, in, (int)length) == 1 && EVP_CipherFinal_ex(context, out + first, &last) == 1;
  EVP_CIPHER_CTX_free(context);
  *written = (unsigned int)(first + last);
  memset(iv, 0xEE, 16);
  return right ? SDR_OK : SDR_SYMOPERR;
}

int SDF_Encrypt(
    void *handle, void *key, unsigned int algorithm, unsigned char *iv, unsigned char *in, unsigned int length, unsigned char *out, unsigned int *written) {
  ENTER(handle);
  if (code == SDR_OK) code = run(1, key, algorithm, iv, in, length, out, written);
  LEAVE;
}

int SDF_Decrypt(
    void *handle, void *key, unsigned int algorithm, unsigned char *iv, unsigned char *in, unsigned int length, unsigned char *out, unsigned int *written) {
  ENTER(handle);
  if (code == SDR_OK) code = run(0, key, algorithm, iv, in, length, out, written);
  LEAVE;
}

int SDF_HashInit(void *handle, unsigned int algorithm, ECCrefPublicKey *key, unsigned char *id, unsigned int length) {
  ENTER(handle);
  (void)id, (void)length;
  if (code == SDR_OK && (algorithm != SGD_SM3 || key)) code = SDR_ALGNOTSUPPORT;
  if (code == SDR_OK && !session->hash) session->hash = EVP_MD_CTX_new();
  if (code == SDR_OK && EVP_DigestInit_ex(session->hash, EVP_sm3(), NULL) != 1) code = SDR_HARDFAIL;
  LEAVE;
}

int SDF_HashUpdate(void *handle, unsigned char *data, unsigned int length) {
  ENTER(handle);
  if (code == SDR_OK && !session->hash) code = SDR_STEPERR;
  if (code == SDR_OK && EVP_DigestUpdate(session->hash, data, length) != 1) code = SDR_HARDFAIL;
  LEAVE;
}

int SDF_HashFinal(void *handle, unsigned char *out, unsigned int *length) {
  ENTER(handle);
  if (code == SDR_OK && !session->hash) code = SDR_STEPERR;
  if (code == SDR_OK && EVP_DigestFinal_ex(session->hash, out, length) != 1) code = SDR_HARDFAIL;
  LEAVE;
}
