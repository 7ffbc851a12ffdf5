namespace Guotu.Crypto.Keys;

/// <summary>A symmetric key in use.</summary>
/// <param name="Version">Stored beside whatever the key made.</param>
/// <param name="Secret">Owned by the ring; not to be disposed by the caller.</param>
public sealed record VersionedKey(int Version, SecretBytes Secret);
