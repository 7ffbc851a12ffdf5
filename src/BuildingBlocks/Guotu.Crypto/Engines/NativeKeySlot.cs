using System.Runtime.InteropServices;

namespace Guotu.Crypto.Engines;

/// <summary>
/// Where the native engine keeps its form of a key, so that making it is paid once; it is freed with a private key, and by the collector with a public one.
/// Keys are used by many threads, and the first form stored wins.
/// </summary>
internal sealed class NativeKeySlot
{
    private SafeHandle? _handle;

    public THandle GetOrMake<THandle>(Func<THandle> make)
        where THandle : SafeHandle
    {
        if (Volatile.Read(ref _handle) is THandle present)
            return present;

        var made = make();
        if (Interlocked.CompareExchange(ref _handle, made, null) is not THandle first)
            return made;

        made.Dispose();
        return first;
    }

    public void Free() => Interlocked.Exchange(ref _handle, null)?.Dispose();
}
