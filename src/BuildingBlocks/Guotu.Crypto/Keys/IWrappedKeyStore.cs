namespace Guotu.Crypto.Keys;

/// <summary>Where wrapped keys are kept (密钥存储端口): a table, which Guotu.Database implements. Keys are never deleted.</summary>
public interface IWrappedKeyStore
{
    /// <summary>All keys; there are a few dozen at most.</summary>
    Task<IReadOnlyList<WrappedKey>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Stores a new key durably. False when this name and version is there already: another node was first, and
    /// nothing was changed.
    /// </summary>
    Task<bool> TryAddAsync(WrappedKey key, CancellationToken cancellationToken);
}
