using Guotu.Kernel.Results;

namespace Guotu.Crypto.Keys;

/// <summary>Where the root key comes from (根密钥来源): a file, a systemd credential, shares, a GM/T 0018 device.</summary>
public interface IKeySource
{
    /// <summary>The root key, <see cref="RootKey.Size"/> bytes; the caller disposes it. Refused where it is not safe to use.</summary>
    Result<SecretBytes> ReadRootKey();

    /// <summary>
    /// The root key of this id where the source holds several, as it does while a root key is being changed; else the one it has, and the
    /// caller finds that it does not fit.
    /// </summary>
    /// <param name="rootId">The id that the stored keys name.</param>
    Result<SecretBytes> ReadRootKey(ReadOnlySpan<byte> rootId) => ReadRootKey();
}
