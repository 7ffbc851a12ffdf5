using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Keys;

/// <summary>
/// A source whose root key can be changed (根密钥更换): the next one lies durably beside the present one before any stored key is wrapped
/// under it, so that a power cut at any moment leaves the root key that the stored keys need.
/// </summary>
public interface IChangeableKeySource : IKeySource
{
    /// <summary>Makes the next root key, or keeps the one that was made before and not taken up.</summary>
    Result PrepareNext(IRandomSource random);

    /// <summary>The next root key; the caller disposes it.</summary>
    Result<SecretBytes> ReadNext();

    /// <summary>Puts the next root key in the present one's place. The former one is kept: backups of its time need it.</summary>
    Result AdoptNext();
}
