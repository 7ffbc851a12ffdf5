using Guotu.Crypto.Keys;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Hardware;

/// <summary>
/// Signs inside a device of GM/T 0018. The device is opened at the first signature, so that a node starts, and reads, without it; what needs a
/// signature is refused meanwhile, and the next attempt opens anew. The word is read for each signature and zeroed after it.
/// </summary>
public sealed class SdfSigner(SdfSigningSettings settings) : ISigningDevice, IDisposable
{
    private readonly object _opening = new();
    private volatile SdfDevice? _device;

    public Result<Sm2PublicKey> PublicKey(uint index)
    {
        var device = Opened();
        return device.IsSuccess ? device.Value.SigningKey(index) : device.Error!;
    }

    public Result<byte[]> Sign(uint index, ReadOnlySpan<byte> message)
    {
        var device = Opened();
        if (!device.IsSuccess)
            return device.Error!;

        var word = SdfWord.Read(settings.PasswordFile);
        if (!word.IsSuccess)
            return word.Error!;

        using var password = word.Value;
        return device.Value.Sign(new SdfKey(index, password), Sm2.DefaultUserId, message);
    }

    public void Dispose() => _device?.Dispose();

    private Result<SdfDevice> Opened()
    {
        if (_device is { } device)
            return device;

        lock (_opening)
        {
            if (_device is { } meanwhile)
                return meanwhile;

            var opened = SdfDevice.Open(settings.Library, settings.Sessions);
            if (opened.IsSuccess)
                _device = opened.Value;

            return opened;
        }
    }
}
