#!/usr/bin/env python3
# 审计链独立验证程序。
#
# 只用 Python 3 标准库,不含平台的任何代码:按 docs/formats/audit-trail.md 的文字重新写成,
# 供测评人员、上级机关和日后的人验证导出文件与归档文件。看不到鉴别码的密钥,所以不验证鉴别码;
# 验证的是:记录 → 叶 → 默克尔根 → 签名 → 前后相接的链,以及与另处留存的检查点副本是否一致。
#
#   guotu-audit-verify.py 导出.jsonl [归档.jsonl.gz ...] [--key 版本=公钥] [--checkpoints 副本] [--json]
#
# 退出码:0 没有发现问题,1 有发现,2 用法不对,3 文件读不了。

import argparse
import datetime
import gzip
import hashlib
import json
import os
import struct
import sys

MOST_FINDINGS = 1000

# ---- SM3 (GB/T 32905-2016) ------------------------------------------------------------------------------------------


def _rotate(x, n):
    n %= 32
    return ((x << n) | (x >> (32 - n))) & 0xFFFFFFFF if n else x


def _sm3_plain(data):
    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    bits = len(data) * 8
    data = data + b"\x80" + b"\x00" * ((55 - len(data)) % 64) + struct.pack(">Q", bits)
    for start in range(0, len(data), 64):
        w = list(struct.unpack(">16I", data[start:start + 64]))
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ _rotate(w[j - 3], 15)
            w.append(x ^ _rotate(x, 15) ^ _rotate(x, 23) ^ _rotate(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            t = 0x79CC4519 if j < 16 else 0x7A879D8A
            ss1 = _rotate((_rotate(a, 12) + e + _rotate(t, j)) & 0xFFFFFFFF, 7)
            ss2 = ss1 ^ _rotate(a, 12)
            ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if j < 16 else (e & f) | (~e & 0xFFFFFFFF & g)
            tt1 = (ff + d + ss2 + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
            tt2 = (gg + h + ss1 + w[j]) & 0xFFFFFFFF
            a, b, c, d = tt1, a, _rotate(b, 9), c
            e, f, g, h = tt2 ^ _rotate(tt2, 9) ^ _rotate(tt2, 17), e, _rotate(f, 19), g
        state = [x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h))]
    return struct.pack(">8I", *state)


ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def _fast_sm3():
    try:
        hashlib.new("sm3")
    except ValueError:
        return None
    return lambda data: hashlib.new("sm3", data).digest()


sm3 = _fast_sm3() or _sm3_plain
for _hash in (sm3, _sm3_plain):
    if _hash(b"abc").hex() != ABC:
        sys.exit("SM3 自检失败")

# ---- SM2 签名验证 (GB/T 32918.2-2016) -------------------------------------------------------------------------------

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)
USER = b"1234567812345678"


def _double(p):
    x, y, z = p
    if z == 0 or y == 0:
        return (1, 1, 0)
    s = 4 * x * y * y % P
    z2 = z * z % P
    m = 3 * (x - z2) * (x + z2) % P
    x3 = (m * m - 2 * s) % P
    return (x3, (m * (s - x3) - 8 * y * y * y * y) % P, 2 * y * z % P)


def _add(p, q):
    if p[2] == 0:
        return q
    if q[2] == 0:
        return p
    z1, z2 = p[2] * p[2] % P, q[2] * q[2] % P
    u1, u2 = p[0] * z2 % P, q[0] * z1 % P
    s1, s2 = p[1] * z2 * q[2] % P, q[1] * z1 * p[2] % P
    if u1 == u2:
        return _double(p) if s1 == s2 else (1, 1, 0)
    h, r = (u2 - u1) % P, (s2 - s1) % P
    h2 = h * h % P
    h3, v = h * h2 % P, u1 * h2 % P
    x3 = (r * r - h3 - 2 * v) % P
    return (x3, (r * (v - x3) - s1 * h3) % P, h * p[2] * q[2] % P)


def _both(s, t, key):
    # s·G + t·K in one walk over the bits.
    g, k = (G[0], G[1], 1), (key[0], key[1], 1)
    table = {(1, 0): g, (0, 1): k, (1, 1): _add(g, k)}
    total = (1, 1, 0)
    for i in range(255, -1, -1):
        total = _double(total)
        bit = ((s >> i) & 1, (t >> i) & 1)
        if bit != (0, 0):
            total = _add(total, table[bit])
    if total[2] == 0:
        return None
    inverse = pow(total[2], P - 2, P)
    return total[0] * inverse * inverse % P


def read_key(text):
    if len(text) != 130 or not text.startswith("04"):
        return None
    x, y = int(text[2:66], 16), int(text[66:], 16)
    return (x, y) if x < P and y < P and (y * y - x * x * x - A * x - B) % P == 0 else None


def is_signed(key, message, signature):
    if len(signature) != 128:
        return False
    r, s = int(signature[:64], 16), int(signature[64:], 16)
    if not (0 < r < N and 0 < s < N):
        return False
    n32 = lambda v: v.to_bytes(32, "big")
    za = sm3(struct.pack(">H", len(USER) * 8) + USER + n32(A) + n32(B) + n32(G[0]) + n32(G[1]) + n32(key[0]) + n32(key[1]))
    e = int.from_bytes(sm3(za + message), "big")
    t = (r + s) % N
    x = _both(s, t, key) if t else None
    return x is not None and (e + x) % N == r

# ---- 记录、叶、默克尔根 ---------------------------------------------------------------------------------------------


def bound(*values):
    out = []
    for value in values:
        if isinstance(value, int):
            value = struct.pack(">q", value)
        elif isinstance(value, str):
            value = value.encode("utf-8")
        out.append(struct.pack(">i", len(value)))
        out.append(value)
    return b"".join(out)


EPOCH = datetime.datetime(1970, 1, 1)


def microseconds(text):
    passed = datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ") - EPOCH
    return (passed.days * 86400 + passed.seconds) * 1000000 + passed.microseconds


def leaf(r):
    canonical = bound(
        "guotu audit record 1", r["recordId"], microseconds(r["atUtc"]), r["userId"], r["accountName"], r["personName"], r["orgId"],
        r["channelCode"], r["addressTxt"] or "", r["kindCode"], r["objectType"], r["objectId"] or "", r["outcomeCode"],
        r["errorCode"] or "", r["requestId"] or "", r["summaryTxt"], r["beforeJson"] or "", r["afterJson"] or "", r["keyVersion"])
    return sm3(b"\x00" + bound("guotu audit leaf 1", canonical, r["macHex"]))


def root(leaves):
    level = leaves
    while len(level) > 1:
        pairs = [sm3(b"\x01" + level[i] + level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return (level[0] if level else sm3(b"")).hex()


def text_of(kind, s):
    if kind == "checkpoint":
        return "guotu-audit-checkpoint 1 batch=%d count=%d previous=%s root=%s at=%s" % (
            s["batch"], s["count"], s["previous"], s["root"], s["at"])
    return "guotu-audit-epoch 1 epoch=%d after=%d lost=%d lostDigest=%s previous=%s at=%s first=%d second=%d" % (
        s["epoch"], s["after"], s["lost"], s["lostDigest"], s["previous"], s["at"], s["first"], s["second"])

# ---- 验证 -----------------------------------------------------------------------------------------------------------


class Report:
    def __init__(self):
        self.findings, self.count = [], 0
        self.records = self.batches = self.unsealed = 0
        self.epochs, self.files = [], []

    def find(self, where):
        self.count += 1
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(where)


class File:
    """One export or archive file, read line by line; memory holds one batch."""

    def __init__(self, path, pinned, report):
        self.path, self.pinned, self.report = path, pinned, report
        self.keys, self.archived, self.kind = {}, [], None
        self.statements = {}
        self.head = self.last = None
        self.open_batch, self.leaves, self.previous_id = None, [], 0
        self.counted = {"batches": 0, "records": 0}

    def find(self, where):
        self.report.find("%s:%s" % (self.path, where))

    def verify(self):
        ended = False
        with (gzip.open if self.path.endswith(".gz") else open)(self.path, "rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    value = json.loads(line.decode("utf-8"))
                    if ended:
                        self.find("第 %d 行在结尾之后" % number)
                    elif number == 1:
                        self.header(value)
                    else:
                        ended = self.line(value)
                except (ValueError, KeyError, TypeError, AttributeError, struct.error) as problem:
                    self.find("第 %d 行读不懂(%s)" % (number, type(problem).__name__))
        self.close_batch()
        if not ended:
            self.find("没有结尾行,文件被截断")
        self.report.files.append(self.path)

    def header(self, value):
        if value["guotuAuditExport"] != 2:
            raise ValueError("version")
        self.kind, self.archived = value["kind"], value["archived"]
        if self.kind not in ("trail", "archive") or (self.kind == "archive" and self.archived):
            raise ValueError("kind")
        for key in value["keys"]:
            version, point = key["version"], key["publicKey"]
            if self.pinned and self.pinned.get(version) != point:
                self.find("第 %d 版公钥与另处取得的不同,或没有以 --key 给出" % version)
            self.keys[version] = read_key(self.pinned.get(version, point) if not self.pinned else self.pinned.get(version, ""))

    def line(self, value):
        kind, body = next(iter(value.items()))
        if kind in ("checkpoint", "epoch"):
            self.close_batch()
            self.statement(kind, body)
        elif kind == "record":
            self.record(body)
        elif kind == "unsealed":
            self.close_batch()
            leaf(body)
            self.counted["records"] += 1
            self.report.unsealed += 1
        elif kind == "end":
            self.close_batch()
            self.index(body.pop("index", None))
            if body != self.counted:
                self.find("结尾行的数目 %s 与所见 %s 不符" % (body, self.counted))
            return True
        else:
            raise ValueError(kind)
        return False

    def statement(self, kind, s):
        text = text_of(kind, s)
        name = "第 %d 批" % s["batch"] if kind == "checkpoint" else "第 %d 纪元" % s["epoch"]
        if self.head is None:
            if self.kind == "trail" and s["previous"] != "0" * 64:
                self.find("%s 不是链的开头" % name)
        elif s["previous"] != self.head:
            self.find("%s 与前一声明不相接" % name)
        key = self.keys.get(s["keyVersion"])
        if key is None or not is_signed(key, text.encode("ascii"), s["signature"]):
            self.find("%s 的签名不成立" % name)
        self.head = sm3(text.encode("ascii")).hex()
        if kind == "epoch":
            if self.last is not None and s["after"] != self.last:
                self.find("%s 不在它所说的批次之后" % name)
            self.last = s["after"]
            if s not in self.report.epochs:
                self.report.epochs.append(s)
            return
        if self.last is not None and s["batch"] != self.last + 1:
            self.find("第 %d 至 %d 批缺失" % (self.last + 1, s["batch"] - 1))
        self.last = s["batch"]
        self.statements[s["batch"]] = (s["root"], s["signature"])
        self.open_batch, self.leaves, self.previous_id = s, [], 0
        self.counted["batches"] += 1
        self.report.batches += 1

    def record(self, r):
        self.counted["records"] += 1
        self.report.records += 1
        if self.open_batch is None or r["batchNo"] != self.open_batch["batch"] or r["recordId"] <= self.previous_id:
            self.find("记录 %d 的位置不对" % r["recordId"])
        self.previous_id = r["recordId"]
        self.leaves.append(leaf(r))

    def index(self, digest):
        """The index only makes the platform's search fast; where it lies beside the archive it must be the one that the archive names."""
        beside = self.path.replace(".jsonl.gz", ".index")
        if digest is None or beside == self.path or not os.path.exists(beside):
            return
        with open(beside, "rb") as file:
            if sm3_file(file) != digest:
                self.find("旁边的索引不是归档所写的那一份")

    def close_batch(self):
        s, self.open_batch = self.open_batch, None
        if s is None:
            return
        if not self.leaves and any(a["first"] <= s["batch"] <= a["last"] for a in self.archived):
            return
        if len(self.leaves) != s["count"]:
            self.find("第 %d 批有 %d 条记录,应有 %d 条" % (s["batch"], len(self.leaves), s["count"]))
        elif root(self.leaves) != s["root"]:
            self.find("第 %d 批的记录与签名的根不符" % s["batch"])
        self.leaves = []


def compare_archives(trail, others, report):
    by_first = {min(f.statements): f for f in others if f.statements}
    for part in trail.archived:
        file = by_first.get(part["first"])
        if file is None:
            report.find("缺归档 %d(第 %d 至 %d 批),文件 %s" % (part["archive"], part["first"], part["last"], part["file"]))
            continue
        with open(file.path, "rb") as bytes_of:
            if sm3_file(bytes_of) != part["sm3"]:
                report.find("%s 的摘要与目录不同" % file.path)
        for batch in range(part["first"], part["last"] + 1):
            if file.statements.get(batch) != trail.statements.get(batch):
                report.find("归档 %d 的第 %d 批与链上的不同" % (part["archive"], batch))


def sm3_file(file):
    if sm3 is _sm3_plain:
        return sm3(file.read()).hex()
    digest = hashlib.new("sm3")
    for block in iter(lambda: file.read(1 << 20), b""):
        digest.update(block)
    return digest.hexdigest()


def compare_copy(path, file, report):
    known, last = set(), 0
    with open(path, "r", encoding="ascii") as copy:
        for line in copy:
            if line.endswith("\n"):
                value = json.loads(line)
                known.add((value.get("batch"), value.get("root"), value["signature"]))
                last = value["batch"] if "batch" in value else value["after"]
    for batch, (batch_root, signature) in file.statements.items():
        if (batch, batch_root, signature) not in known and batch <= last:
            report.find("%s:第 %d 批与检查点副本不同" % (file.path, batch))
    newest = max(file.statements, default=0)
    if file.kind == "trail" and last > newest:
        report.find("检查点副本记到第 %d 批,导出文件只到第 %d 批" % (last, newest))


def main():
    parser = argparse.ArgumentParser(description="审计链独立验证")
    parser.add_argument("files", nargs="+", help="导出文件在前,归档文件在后;也可只给归档文件")
    parser.add_argument("--key", action="append", default=[], metavar="版本=公钥", help="另处取得的公钥,04 开头的 130 位十六进制")
    parser.add_argument("--checkpoints", metavar="副本", help="另处留存的检查点文件")
    parser.add_argument("--json", action="store_true", help="结论写成一个 JSON 文档")
    given = parser.parse_args()
    pinned = {}
    for text in given.key:
        version, _, point = text.partition("=")
        if not version.isdigit() or read_key(point.lower()) is None:
            parser.error("公钥的写法是 1=04…")
        pinned[int(version)] = point.lower()

    report = Report()
    files = [File(path, pinned, report) for path in given.files]
    try:
        for file in files:
            file.verify()
        trails = [f for f in files if f.kind == "trail"]
        for trail in trails:
            compare_archives(trail, [f for f in files if f.kind == "archive"], report)
        if given.checkpoints:
            if not trails:
                report.find("给了检查点副本,却没有整链的导出文件")
            for file in files:
                compare_copy(given.checkpoints, file, report)
    except (OSError, EOFError, ValueError) as problem:
        print("读不了:%s" % problem, file=sys.stderr)
        return 3

    ok = report.count == 0
    if given.json:
        print(json.dumps({"ok": ok, "batches": report.batches, "records": report.records, "unsealed": report.unsealed,
                          "epochs": report.epochs, "keysPinned": bool(pinned), "findings": report.findings}, ensure_ascii=False))
        return 0 if ok else 1
    for where in report.findings:
        print("发现:" + where)
    for s in report.epochs:
        print("注意:第 %d 纪元放弃了第 %d 至 %d 批(%s),批准人账号 %d、%d" % (s["epoch"], s["after"] + 1, s["lost"], s["at"], s["first"], s["second"]))
    if not pinned:
        print("注意:公钥取自文件本身,没有与另处取得的公钥比对")
    print("%d 批、%d 条已封存、%d 条未封存;%s" % (report.batches, report.records, report.unsealed, "没有发现问题" if ok else "发现 %d 处问题" % report.count))
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
