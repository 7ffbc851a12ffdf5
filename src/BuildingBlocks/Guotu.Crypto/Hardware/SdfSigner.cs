using Guotu.Crypto.Keys;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Hardware;

/// <summary>
/// Signs inside a device of GM/T 0018. The device is opened at the first signature, so that a node starts, and reads, without it; what needs a
/// signature is refused meanwhile. One that was reset or taken away is let go of, and the next attempt opens it anew. The word is read for each signature
/// and zeroed after it.
/// </summary>
public sealed class SdfSigner(SdfSigningSettings settings) : ISigningDevice, IDisposable
{
    /// <summary>Many sign at once; whoever opens the device or lets it go is alone.</summary>
    private readonly ReaderWriterLockSlim _use = new();
    private SdfDevice? _device;

    public Result<Sm2PublicKey> PublicKey(uint index) => With(device => device.SigningKey(index));

    public Result<byte[]> Sign(uint index, ReadOnlySpan<byte> message)
    {
        var word = SdfWord.Read(settings.PasswordFile);
        if (!word.IsSuccess)
            return word.Error!;

        using var password = word.Value;
        var (key, signed) = (new SdfKey(index, password), message.ToArray());
        return With(device => device.Sign(key, Sm2.DefaultUserId, signed));
    }

    public void Dispose()
    {
        _device?.Dispose();
        _use.Dispose();
    }

    private Result<T> With<T>(Func<SdfDevice, Result<T>> work)
    {
        while (true)
        {
            SdfDevice? used;
            Result<T> result = default;
            _use.EnterReadLock();
            try
            {
                used = _device;
                if (used is not null)
                    result = work(used);
            }
            finally
            {
                _use.ExitReadLock();
            }

            if (used is not null)
            {
                if (result.Error is { } refused && SdfCode.TellsThatTheDeviceIsGone(refused))
                    LetGo(used);

                return result;
            }

            if (Open().Error is { } unavailable)
                return unavailable;
        }
    }

    private Result Open()
    {
        _use.EnterWriteLock();
        try
        {
            if (_device is not null)
                return Result.Done;

            var opened = SdfDevice.Open(settings.Library, settings.Sessions);
            if (!opened.IsSuccess)
                return opened.Error!;

            _device = opened.Value;
            return Result.Done;
        }
        finally
        {
            _use.ExitWriteLock();
        }
    }

    private void LetGo(SdfDevice gone)
    {
        _use.EnterWriteLock();
        try
        {
            if (_device == gone)
            {
                _device = null;
                gone.Dispose();
            }
        }
        finally
        {
            _use.ExitWriteLock();
        }
    }
}
