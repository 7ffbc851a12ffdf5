// The browser's side of the interplay: one JSON request a line on standard input, one JSON answer a line on standard output.
const path = require('path');
const { sm2, sm3, sm4 } = require(path.join(process.argv[2], 'sm-crypto'));

const acts = {
  'sm2-encrypt': (r) => sm2.doEncrypt(r.text, r.publicKey, r.mode),
  'sm2-decrypt': (r) => sm2.doDecrypt(r.hidden, r.privateKey, r.mode),
  'sm2-sign': (r) => sm2.doSignature(r.text, r.privateKey, { hash: true, der: r.der, publicKey: r.publicKey, userId: r.userId }),
  'sm2-verify': (r) => sm2.doVerifySignature(r.text, r.signature, r.publicKey, { hash: true, der: r.der, userId: r.userId }),
  'sm3': (r) => sm3(r.text),
  'hmac': (r) => sm3(r.text, { key: r.key }),
  'sm4-encrypt': (r) => sm4.encrypt(r.text, r.key, r.iv ? { mode: 'cbc', iv: r.iv } : {}),
  'sm4-decrypt': (r) => sm4.decrypt(r.hidden, r.key, r.iv ? { mode: 'cbc', iv: r.iv } : {}),
};

require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const request = JSON.parse(line);
  process.stdout.write(JSON.stringify({ answer: acts[request.act](request) }) + '\n');
});
