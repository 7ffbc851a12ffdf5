using Guotu.Crypto;
using Guotu.Kernel.Results;

namespace Guotu.Cli.Output;

/// <summary>A file that a verb writes: for its owner only, under a passing name until it is whole, never over another.</summary>
internal sealed class NewFile : IDisposable
{
    private readonly string _part;

    private NewFile(string path, string part, FileStream stream)
    {
        Path = path;
        _part = part;
        Stream = stream;
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    public FileStream Stream { get; }

    public static NewFile Create(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (File.Exists(full) || Directory.Exists(full))
        {
            throw new RefusedException(new Error(CliErrors.FileExists, ("path", full)), ExitCode.BadUse);
        }

        if (!Directory.Exists(System.IO.Path.GetDirectoryName(full)))
        {
            throw new RefusedException(new Error(CliErrors.FileMissing, ("path", System.IO.Path.GetDirectoryName(full) ?? full)), ExitCode.BadUse);
        }

        var part = full + ".part";
        return new NewFile(full, part, new FileStream(part, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }));
    }

    /// <summary>Synced to disk and given its name; answers its SM3. Without this the file is gone at the end.</summary>
    public async Task<Sm3Digest> KeepAsync(CancellationToken ct)
    {
        Stream.Flush(flushToDisk: true);
        Stream.Position = 0;
        var digest = await Sm3.HashStreamAsync(Stream, ct);
        File.Move(_part, Path, overwrite: false);
        return digest;
    }

    public void Dispose()
    {
        Stream.Dispose();
        File.Delete(_part);
    }
}
