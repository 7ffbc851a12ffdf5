using System.Runtime.InteropServices;
using Guotu.Rendering.Native;

namespace Guotu.Rendering.Output;

/// <summary>Hands a managed stream to cairo's callbacks; an exception must not cross native frames and is kept for the caller.</summary>
internal sealed unsafe class NativeStream : IDisposable
{
    private readonly Stream _stream;
    private GCHandle _self;

    internal NativeStream(Stream stream)
    {
        _stream = stream;
        _self = GCHandle.Alloc(this);
    }

    internal nint Closure => GCHandle.ToIntPtr(_self);

    internal Exception? Failure { get; private set; }

    public void Dispose()
    {
        if (_self.IsAllocated)
            _self.Free();
    }

    [UnmanagedCallersOnly]
    internal static int Write(nint closure, byte* data, uint length)
    {
        var self = (NativeStream)GCHandle.FromIntPtr(closure).Target!;
        try
        {
            self._stream.Write(new ReadOnlySpan<byte>(data, (int)length));
            return CairoApi.StatusSuccess;
        }
        catch (Exception failure) when (failure is IOException or NotSupportedException or ObjectDisposedException)
        {
            self.Failure = failure;
            return CairoApi.StatusWriteError;
        }
    }

    [UnmanagedCallersOnly]
    internal static int Read(nint closure, byte* data, uint length)
    {
        var self = (NativeStream)GCHandle.FromIntPtr(closure).Target!;
        var wanted = new Span<byte>(data, (int)length);
        return self._stream.ReadAtLeast(wanted, wanted.Length, throwOnEndOfStream: false) == wanted.Length
            ? CairoApi.StatusSuccess
            : CairoApi.StatusReadError;
    }
}
