using System.Text.Json;
using System.Text.Json.Serialization;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Hardware;

/// <summary>
/// The root key under a key inside a device (密码设备保护的根密钥): the file beside the node opens only with the device and its word. Format:
/// <c>docs/formats/wrapped-key.md</c>.
/// </summary>
public sealed class SdfKeySource : IKeySource
{
    private const string FormatName = "guotu-device-root 1";
    private const int LongestFile = 4096;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly SdfRootSettings _settings;

    public SdfKeySource(SdfRootSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
    }

    /// <summary>Writes the file for a root key; an existing one is never overwritten. It is opened again before it counts.</summary>
    public Result Store(SecretBytes root, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(random);
        var opened = SdfDevice.Open(_settings.Library, sessions: 1);
        if (!opened.IsSuccess)
            return opened.Error!;

        using var device = opened.Value;
        var iv = new byte[Sm4.BlockSize];
        random.Fill(iv);
        var made = device.Seal(_settings.KeyIndex, iv, root);
        if (!made.IsSuccess)
            return made.Error!;

        var file = new RootFile(
            FormatName,
            Convert.ToHexString(RootKey.IdOf(root)).ToLowerInvariant(),
            Convert.ToBase64String(made.Value.Key.ToDer()),
            Convert.ToBase64String(iv),
            Convert.ToBase64String(made.Value.Hidden));
        var read = Open(device, file);
        if (!read.IsSuccess)
            return read.Error!;

        read.Value.Dispose();
        return Write(file);
    }

    public Result<SecretBytes> ReadRootKey()
    {
        if (!File.Exists(_settings.File))
            return new Error(CryptoErrors.RootKeyMissing, ("path", _settings.File));

        var file = ReadFile();
        if (file is null)
            return Damaged();

        var device = SdfDevice.Open(_settings.Library, sessions: 1);
        if (!device.IsSuccess)
            return device.Error!;

        using (device.Value)
            return Open(device.Value, file);
    }

    private Result<SecretBytes> Open(SdfDevice device, RootFile file)
    {
        var (key, iv, hidden) = (new byte[file.Key.Length], new byte[file.Iv.Length], new byte[file.Hidden.Length]);
        if (!Convert.TryFromBase64String(file.Key, key, out var keyLength)
            || !Convert.TryFromBase64String(file.Iv, iv, out var ivLength) || ivLength != Sm4.BlockSize
            || !Convert.TryFromBase64String(file.Hidden, hidden, out var hiddenLength) || hiddenLength != RootKey.Size)
        {
            return Damaged();
        }

        var wrapped = Sm2Ciphertext.FromDer(key.AsMemory(0, keyLength));
        if (!wrapped.IsSuccess || wrapped.Value.Hidden.Length != Sm4.KeySize)
            return Damaged();

        var word = _settings.ReadPassword();
        if (!word.IsSuccess)
            return word.Error!;

        using var password = word.Value;
        var root = device.Open(new SdfKey(_settings.KeyIndex, password), new SdfSealed(wrapped.Value, iv[..ivLength], hidden[..hiddenLength]));

        // CBC alone would open a changed file to another key; the id tells.
        if (!root.IsSuccess || string.Equals(Convert.ToHexString(RootKey.IdOf(root.Value)), file.Root, StringComparison.OrdinalIgnoreCase))
            return root;

        root.Value.Dispose();
        return Damaged();
    }

    private RootFile? ReadFile()
    {
        try
        {
            using var stream = File.OpenRead(_settings.File);
            var file = stream.Length <= LongestFile ? JsonSerializer.Deserialize<RootFile>(stream, Json) : null;
            return file is { Format: FormatName, Root: not null, Key: not null, Iv: not null, Hidden: not null } ? file : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Result Write(RootFile file)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(file, Json);
        try
        {
            using var stream = new FileStream(_settings.File, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(_settings.File))
        {
            return new Error(CryptoErrors.RootKeyExists, ("path", _settings.File));
        }

        UnixFiles.SyncFolder(Path.GetDirectoryName(Path.GetFullPath(_settings.File))!);
        return Result.Done;
    }

    private Error Damaged() => new(CryptoErrors.RootKeyDamaged, ("path", _settings.File));

    private sealed record RootFile(string Format, string Root, string Key, string Iv, string Hidden);
}
