using Guotu.Crypto.Keys;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Fields;

/// <summary>
/// Blind indexes of encrypted values (盲索引): equal values of one kind have one index, which says nothing of the value to who has no key. HMAC-SM3
/// over kind and normalised value with a key of its own, cut to 128 bits. Format and bounds: <c>docs/formats/blind-index.md</c>.
/// </summary>
public sealed class BlindIndex(KeyRing ring)
{
    /// <summary>Hexadecimal digits of an index.</summary>
    public const int TextLength = 32;

    private const int KeptBytes = 16;

    /// <summary>The version that is written with now.</summary>
    public Result<int> CurrentVersion()
    {
        var key = ring.Current(KeyPurpose.BlindIndex);
        return key.IsSuccess ? key.Value.Version : key.Error!;
    }

    /// <summary>Index under the present key, for writing.</summary>
    public Result<BlindIndexValue> Of(string kind, string normalised)
    {
        var key = ring.Current(KeyPurpose.BlindIndex);
        return key.IsSuccess ? Compute(key.Value, kind, normalised) : key.Error!;
    }

    /// <summary>
    /// Indexes under every version that may have been written with, for searching: also one that another node writes with a moment earlier.
    /// </summary>
    public Result<IReadOnlyList<BlindIndexValue>> AllOf(string kind, string normalised)
    {
        var all = new List<BlindIndexValue>();
        foreach (var line in ring.List().Where(l => l.Name == KeyPurpose.BlindIndex.Name))
        {
            var key = ring.Version(KeyPurpose.BlindIndex, line.Version);
            if (!key.IsSuccess)
                return key.Error!;

            all.Add(Compute(key.Value, kind, normalised));
        }

        return all.Count > 0 ? all : new Error(CryptoErrors.KeyUnknown, ("key", KeyPurpose.BlindIndex.Name), ("version", 1));
    }

    private static BlindIndexValue Compute(VersionedKey key, string kind, string normalised)
    {
        var text = new BoundText("guotu blind index 1").Add(kind).Add(key.Version).Add(normalised).ToArray();
        var mac = HmacSm3.Compute(key.Secret.Span, text);
        return new BlindIndexValue(key.Version, Convert.ToHexString(mac.AsSpan(0, KeptBytes)).ToLowerInvariant());
    }
}

/// <summary>An index and the version of the key it was made with.</summary>
public sealed record BlindIndexValue(int KeyVersion, string Hex);
