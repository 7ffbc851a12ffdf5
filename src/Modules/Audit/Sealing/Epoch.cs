using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Guotu.Crypto;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Sealing;

/// <summary>
/// The signed beginning of a new epoch (纪元): an older copy of the database was put back, two administrators approved it, and the batches that
/// the checkpoint file knows beyond it are given up by name. Nothing is removed from the file: what was lost stays visible for good.
/// </summary>
public sealed partial record Epoch : ITrailStatement
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The first epoch, 1, has no statement; the first restore opens 2.</summary>
    public long EpochNo { get; init; }

    /// <summary>Newest batch of the restored database; 0 where it has none.</summary>
    public long AfterBatch { get; init; }

    /// <summary>Newest batch that the checkpoint file knew; those above <see cref="AfterBatch"/> are lost.</summary>
    public long LostBatch { get; init; }

    /// <summary>Digest of the checkpoint file's last statement.</summary>
    public string LostHex { get; init; } = string.Empty;

    public string PreviousHex { get; init; } = string.Empty;

    public Instant OpenedUtc { get; init; }

    /// <summary>Account id of the system administrator who opened it.</summary>
    public long FirstUser { get; init; }

    /// <summary>Account id of the auditor who confirmed it, another person.</summary>
    public long SecondUser { get; init; }

    public int KeyVersion { get; init; }

    public string SignatureHex { get; init; } = string.Empty;

    public long BatchNo => AfterBatch;

    public Instant At => OpenedUtc;

    public string SignedText => string.Create(
        CultureInfo.InvariantCulture,
        $"guotu-audit-epoch 1 epoch={EpochNo} after={AfterBatch} lost={LostBatch} lostDigest={LostHex} previous={PreviousHex} at={OpenedUtc} first={FirstUser} second={SecondUser}");

    public static bool IsEpoch(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.StartsWith("{\"epoch\":", StringComparison.Ordinal);
    }

    public string Digest() => Sm3.Digest(Encoding.ASCII.GetBytes(SignedText)).ToString();

    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"epoch":{{EpochNo}},"after":{{AfterBatch}},"lost":{{LostBatch}},"lostDigest":"{{LostHex}}","previous":"{{PreviousHex}}","at":"{{OpenedUtc}}","first":{{FirstUser}},"second":{{SecondUser}},"keyVersion":{{KeyVersion}},"signature":"{{SignatureHex}}"}""");

    /// <summary>Null where the line is not exactly of the one form.</summary>
    public static Epoch? FromLine(string line)
    {
        var match = Line().Match(line);
        if (!match.Success || !DateTime.TryParseExact(match.Groups[6].Value, Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            return null;
        }

        long Number(int group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        var read = new Epoch
        {
            EpochNo = Number(1),
            AfterBatch = Number(2),
            LostBatch = Number(3),
            LostHex = match.Groups[4].Value,
            PreviousHex = match.Groups[5].Value,
            OpenedUtc = Instant.FromUtc(at),
            FirstUser = Number(7),
            SecondUser = Number(8),
            KeyVersion = checked((int)Number(9)),
            SignatureHex = match.Groups[10].Value,
        };
        return read.ToLine() == line ? read : null;
    }

    [GeneratedRegex(
        """^\{"epoch":([0-9]{1,9}),"after":([0-9]{1,18}),"lost":([0-9]{1,18}),"lostDigest":"([0-9a-f]{64})","previous":"([0-9a-f]{64})","at":"([0-9T:.-]{26}Z)","first":([0-9]{1,18}),"second":([0-9]{1,18}),"keyVersion":([0-9]{1,9}),"signature":"([0-9a-f]{128})"\}$""")]
    private static partial Regex Line();
}
