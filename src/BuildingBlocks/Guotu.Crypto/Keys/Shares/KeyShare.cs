using System.Security.Cryptography;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Keys.Shares;

/// <summary>One of three shares of a root key, opened (根密钥分片).</summary>
/// <param name="Label">What it is a share of, and whose.</param>
/// <param name="Secret">32 bytes that tell nothing by themselves.</param>
public sealed record KeyShare(KeyShareLabel Label, SecretBytes Secret) : IDisposable
{
    /// <summary>Splits a root key among three holders; the caller disposes the shares.</summary>
    public static IReadOnlyList<KeyShare> Split(SecretBytes root, IReadOnlyList<string> holders, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(holders);
        ArgumentNullException.ThrowIfNull(random);
        if (holders.Distinct(StringComparer.Ordinal).Count() != SecretSharing.Shares)
            throw new ArgumentException("A root key is shared among three different holders", nameof(holders));

        var set = new byte[KeyShareLabel.SetSize];
        random.Fill(set);
        var (rootId, setId) = (Hex(RootKey.IdOf(root)), Hex(set));
        return [.. SecretSharing.Split(root, random).Select((s, i) => new KeyShare(new KeyShareLabel(i + 1, holders[i], rootId, setId), s))];
    }

    /// <summary>The root key out of two different shares of one splitting; proved by its id.</summary>
    public static Result<SecretBytes> Join(KeyShare one, KeyShare other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (one.Label.RootId != other.Label.RootId || one.Label.SetId != other.Label.SetId)
            return Refused("两个分片不是同一次分出来的");

        if (one.Label.Number == other.Label.Number)
            return Refused("两个分片是同一个,要由两名管理员各出一个");

        var root = SecretSharing.Join((one.Label.Number, one.Secret), (other.Label.Number, other.Secret));
        if (CryptographicOperations.FixedTimeEquals(RootKey.IdOf(root), Convert.FromHexString(one.Label.RootId)))
            return root;

        root.Dispose();
        return Refused("合出的不是分片上写明的根密钥");
    }

    public void Dispose() => Secret.Dispose();

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    private static Error Refused(string reason) => new(CryptoErrors.KeyShareUnreadable, ("reason", reason));
}

/// <summary>What is written on a share, and bound into its seal.</summary>
/// <param name="Number">1, 2 or 3.</param>
/// <param name="Holder">Login name of the administrator.</param>
/// <param name="RootId">Id of the root key, 16 lower-case hexadecimal digits.</param>
/// <param name="SetId">Id of the splitting, 16 digits: shares of two splittings do not fit.</param>
public sealed record KeyShareLabel(int Number, string Holder, string RootId, string SetId)
{
    internal const int SetSize = 8;

    internal byte[] Bound => new BoundText("guotu key share 1").Add(Number).Add(Holder).Add(RootId).Add(SetId).ToArray();
}
