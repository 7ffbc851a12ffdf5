using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Journal;

/// <summary>A read of protected data as the journal keeps it (读取记载).</summary>
internal sealed record JournalledRead(
    long RecordId, Instant At, long UserId, string Account, string Name, long OrganisationId, string Channel, string Address, string ObjectType, string ObjectId);

/// <summary>
/// A line of a journal: <c>number key-version mac json</c>. The MAC covers the file's name, the number, the MAC of the line before and the
/// JSON, so that a line that is edited, moved, dropped or carried to another file is noticed.
/// </summary>
internal sealed record JournalLine(long Number, int KeyVersion, string Mac, string Json)
{
    /// <summary>What the first line names as the MAC before it.</summary>
    public static readonly string NoMac = new('0', 64);

    public JournalledRead Read => JsonSerializer.Deserialize<JournalledRead>(Json)!;

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Number} {KeyVersion} {Mac} {Json}");

    public static JournalLine Of(string file, long number, string previousMac, JournalledRead read, KeyRing keys)
    {
        var key = keys.Current(KeyPurpose.AuditMac);
        if (key.Error is { } error)
        {
            throw new InvalidOperationException($"No read can be journalled: {error}");
        }

        var line = new JournalLine(number, key.Value.Version, NoMac, JsonSerializer.Serialize(read));
        return line with { Mac = line.MacUnder(key.Value.Secret, file, previousMac) };
    }

    /// <summary>Null where the text is no line, or not the line that belongs here.</summary>
    public static JournalLine? Verified(string text, string file, long number, string previousMac, KeyRing keys)
    {
        var parts = text.Split(' ', 4);
        if (parts.Length != 4
            || parts[0] != number.ToString(CultureInfo.InvariantCulture)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || keys.Version(KeyPurpose.AuditMac, version) is not { IsSuccess: true } key)
        {
            return null;
        }

        var line = new JournalLine(number, version, parts[2], parts[3]);
        var expected = Encoding.ASCII.GetBytes(line.MacUnder(key.Value.Secret, file, previousMac));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(line.Mac)) ? line : null;
    }

    private string MacUnder(SecretBytes key, string file, string previousMac)
    {
        var text = new BoundText("guotu read journal 1").Add(file).Add(Number).Add(KeyVersion).Add(previousMac).Add(Json).ToArray();
        return Convert.ToHexString(HmacSm3.Compute(key.Span, text)).ToLowerInvariant();
    }
}
