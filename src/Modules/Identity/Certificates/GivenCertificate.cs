using Guotu.Crypto.Certificates;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Certificates;

/// <summary>What an administrator hands in (所给的证书): sizes and names are bounded before anything else is done with it.</summary>
internal static class GivenCertificate
{
    public const int MostBytes = 16 << 10;
    public const int MostListBytes = 4 << 20;

    /// <summary>As the columns take it.</summary>
    private const int MostName = 200;

    public static Result<Sm2Certificate> Read(ReadOnlyMemory<byte> given)
    {
        if (given.Length > MostBytes)
        {
            return new Error(CertificateErrors.TooLarge, ("what", "证书文件"), ("most", "16 KB")) { Field = "certificate" };
        }

        var read = Sm2Certificate.Read(given.Span);
        return read.Error is { } unreadable ? unreadable
            : read.Value.Subject.Length > MostName || read.Value.Issuer.Length > MostName || read.Value.SerialNumber.Length > 64 ? Invalid("主体或签发机构的名称太长")
            : read;
    }

    public static Result<Sm2RevocationList> ReadList(ReadOnlyMemory<byte> given)
    {
        if (given.Length > MostListBytes)
        {
            return new Error(CertificateErrors.TooLarge, ("what", "撤销列表"), ("most", "4 MB")) { Field = "list" };
        }

        var read = Sm2RevocationList.Read(given.Span);
        return read.Error is null && read.Value.Issuer.Length > MostName ? Invalid("签发机构的名称太长") : read;
    }

    private static Error Invalid(string reason) => new(KernelErrors.FieldInvalid, ("field", "证书"), ("reason", reason)) { Field = "certificate" };
}
