using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Guotu.Crypto;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Sealing;

/// <summary>
/// A signed statement that a batch is closed (检查点): the row of <c>au_batch</c>, and the same as a line of the checkpoint file. Each names the
/// digest of the one before it, so that the last one fixes the whole trail.
/// </summary>
public sealed partial record Checkpoint : ITrailStatement
{
    /// <summary>What the first checkpoint names as the one before it.</summary>
    public static readonly string NoPrevious = new('0', 64);

    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public long BatchNo { get; init; }

    public int LeafCount { get; init; }

    public string PreviousHex { get; init; } = string.Empty;

    /// <summary>SM3 Merkle root of the batch's leaves.</summary>
    public string RootHex { get; init; } = string.Empty;

    public Instant SealedUtc { get; init; }

    public Instant At => SealedUtc;

    public int KeyVersion { get; init; }

    /// <summary>SM2 signature r ‖ s by the key pair <c>audit-checkpoint</c>, 128 hexadecimal digits.</summary>
    public string SignatureHex { get; init; } = string.Empty;

    /// <summary>Name of the signing key as the auditor reads it.</summary>
    public string KeyId => string.Create(CultureInfo.InvariantCulture, $"audit-checkpoint#{KeyVersion}");

    /// <summary>The text that is signed; its SM3 digest is what the next checkpoint names.</summary>
    public string SignedText => string.Create(
        CultureInfo.InvariantCulture,
        $"guotu-audit-checkpoint 1 batch={BatchNo} count={LeafCount} previous={PreviousHex} root={RootHex} at={SealedUtc}");

    public string Digest() => Sm3.Digest(Encoding.UTF8.GetBytes(SignedText)).ToString();

    /// <summary>The line of the checkpoint file, without its end; there is one form only.</summary>
    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"batch":{{BatchNo}},"count":{{LeafCount}},"previous":"{{PreviousHex}}","root":"{{RootHex}}","at":"{{SealedUtc}}","keyVersion":{{KeyVersion}},"signature":"{{SignatureHex}}"}""");

    /// <summary>Null where the line is not exactly of the one form.</summary>
    public static Checkpoint? FromLine(string line)
    {
        var match = Line().Match(line);
        if (!match.Success || !DateTime.TryParseExact(match.Groups[5].Value, Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            return null;
        }

        var read = new Checkpoint
        {
            BatchNo = long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            LeafCount = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture),
            PreviousHex = match.Groups[3].Value,
            RootHex = match.Groups[4].Value,
            SealedUtc = Instant.FromUtc(at),
            KeyVersion = int.Parse(match.Groups[6].ValueSpan, CultureInfo.InvariantCulture),
            SignatureHex = match.Groups[7].Value,
        };
        return read.ToLine() == line ? read : null;
    }

    [GeneratedRegex(
        """^\{"batch":([0-9]{1,18}),"count":([0-9]{1,9}),"previous":"([0-9a-f]{64})","root":"([0-9a-f]{64})","at":"([0-9T:.-]{26}Z)","keyVersion":([0-9]{1,9}),"signature":"([0-9a-f]{128})"\}$""")]
    private static partial Regex Line();
}
