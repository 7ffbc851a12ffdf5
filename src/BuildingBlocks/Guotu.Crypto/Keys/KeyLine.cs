using Guotu.Kernel.Time;

namespace Guotu.Crypto.Keys;

/// <summary>One version of a key in the list for administrators (密钥清单); nothing secret.</summary>
/// <param name="Name">Name of the purpose.</param>
/// <param name="Version">Counted from 1.</param>
/// <param name="Kind">Symmetric key, key pair, or key pair inside a device.</param>
/// <param name="ActiveFrom">From when it is written with; UTC.</param>
/// <param name="Standing">What it is used for now.</param>
public sealed record KeyLine(string Name, int Version, WrappedKeyKind Kind, Instant ActiveFrom, KeyStanding Standing)
{
    internal static IEnumerable<KeyLine> Of<T>(string name, IEnumerable<LoadedKey<T>> versions, Instant now)
    {
        var ordered = versions.ToList();
        var current = ordered.LastOrDefault(v => v.ActiveFrom <= now)?.Version ?? 0;
        return ordered.Select(v => new KeyLine(name, v.Version, KindOf(v.Key), v.ActiveFrom, StandingOf(v.Version, current)));
    }

    private static WrappedKeyKind KindOf<T>(T key) => key is VersionedKeyPair pair ? pair.Kind : WrappedKeyKind.Symmetric;

    private static KeyStanding StandingOf(int version, int current) => version == current
        ? KeyStanding.Current
        : version < current ? KeyStanding.ForReading : KeyStanding.Waiting;
}

/// <summary>What a version of a key is used for now (密钥状态).</summary>
public enum KeyStanding
{
    /// <summary>Written with (在用).</summary>
    Current,

    /// <summary>Only what was written under it is read (只读旧数据).</summary>
    ForReading,

    /// <summary>Not yet written with (待启用).</summary>
    Waiting,
}
