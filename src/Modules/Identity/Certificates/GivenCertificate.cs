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

    /// <summary>The bytes of a certificate's file in Base64: its size is bounded before it is decoded.</summary>
    public static Result<byte[]> Decode(string? base64) => Decode(base64, MostBytes, new Error(CertificateErrors.TooLarge, ("what", "证书文件"), ("most", "16 KB")) { Field = "certificate" });

    /// <summary>The bytes of a revocation list's file in Base64.</summary>
    public static Result<byte[]> DecodeList(string? base64) => Decode(base64, MostListBytes, new Error(CertificateErrors.TooLarge, ("what", "撤销列表"), ("most", "4 MB")) { Field = "list" });

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

    private static Result<byte[]> Decode(string? base64, int most, Error tooLarge)
    {
        var text = base64 ?? string.Empty;
        if (text.Length > most * 2)
        {
            return tooLarge;
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written)
            ? bytes[..written]
            : new Error(KernelErrors.FieldInvalid, ("field", "文件内容"), ("reason", "不是 Base64")) { Field = tooLarge.Field };
    }

    private static Error Invalid(string reason) => new(KernelErrors.FieldInvalid, ("field", "证书"), ("reason", reason)) { Field = "certificate" };
}
