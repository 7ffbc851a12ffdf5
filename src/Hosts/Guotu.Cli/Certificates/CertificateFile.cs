using Guotu.Cli.Output;
using Guotu.Crypto.Certificates;
using Guotu.Kernel.Results;

namespace Guotu.Cli.Certificates;

/// <summary>Files of certificates and revocation lists named on the command line, PEM or DER.</summary>
internal static class CertificateFile
{
    private const int MostBytes = 8 << 20;

    public static async Task<byte[]> BytesAsync(string path, CancellationToken ct)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new RefusedException(new Error(CliErrors.FileMissing, ("path", path)), ExitCode.BadUse);
        }

        return file.Length <= MostBytes
            ? await File.ReadAllBytesAsync(path, ct)
            : throw new RefusedException(new Error(CliErrors.FileUnreadable, ("path", path), ("reason", "超过 8 MB")), ExitCode.Failed);
    }

    public static async Task<Sm2Certificate> ReadAsync(string path, CancellationToken ct) => Require(Sm2Certificate.Read(await BytesAsync(path, ct)));

    public static async Task<Sm2RevocationList> ReadListAsync(string path, CancellationToken ct) => Require(Sm2RevocationList.Read(await BytesAsync(path, ct)));

    public static T Require<T>(Result<T> read) => read.Error is { } refused ? throw new RefusedException(refused, ExitCode.Failed) : read.Value;
}
