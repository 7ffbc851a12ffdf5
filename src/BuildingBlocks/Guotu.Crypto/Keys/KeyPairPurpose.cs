namespace Guotu.Crypto.Keys;

/// <summary>What an SM2 key pair of the node is for (密钥对用途); one serves one purpose only. The name is stored, so it never changes.</summary>
public sealed record KeyPairPurpose
{
    /// <summary>Checkpoints of the audit trail (审计检查点).</summary>
    public static readonly KeyPairPurpose AuditCheckpoint = new("audit-checkpoint");

    /// <summary>Review verdicts (审查结论).</summary>
    public static readonly KeyPairPurpose Verdict = new("verdict");

    /// <summary>Seals on issued certificates (证书签章).</summary>
    public static readonly KeyPairPurpose CertificateSeal = new("certificate-seal");

    /// <summary>Receiving of login passwords encrypted by the browser (登录口令加密). It decrypts and never signs.</summary>
    public static readonly KeyPairPurpose LoginPassword = new("login-password");

    /// <summary>Reports for the assessor (测评证据). Made when the first report is signed, so that nodes from before have it too.</summary>
    public static readonly KeyPairPurpose EvidenceReport = new("evidence-report");

    /// <param name="name">Lower-case letters and hyphens, at most 40.</param>
    public KeyPairPurpose(string name) => Name = KeyName.Checked(name);

    public string Name { get; }

    /// <summary>Every purpose that a new node needs a key pair for.</summary>
    public static IReadOnlyList<KeyPairPurpose> All { get; } = [AuditCheckpoint, Verdict, CertificateSeal, LoginPassword];

    /// <summary>Those that sign, and may therefore lie inside a device.</summary>
    public static IReadOnlyList<KeyPairPurpose> Signing { get; } = [AuditCheckpoint, Verdict, CertificateSeal, EvidenceReport];

    public override string ToString() => Name;
}
