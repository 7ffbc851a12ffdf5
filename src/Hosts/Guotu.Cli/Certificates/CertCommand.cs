using System.CommandLine;
using Guotu.Cli.Output;
using Guotu.Crypto.Certificates;
using Spectre.Console;

namespace Guotu.Cli.Certificates;

/// <summary><c>guotu cert …</c>: looks at certificates, judges them, and keeps what a node judges them by.</summary>
internal static class CertCommand
{
    private static readonly (CertificateUsageBit Bit, string Name)[] Usages =
    [
        (CertificateUsageBit.DigitalSignature, "digitalSignature"), (CertificateUsageBit.NonRepudiation, "nonRepudiation"), (CertificateUsageBit.KeyEncipherment, "keyEncipherment"),
        (CertificateUsageBit.DataEncipherment, "dataEncipherment"), (CertificateUsageBit.KeyAgreement, "keyAgreement"), (CertificateUsageBit.KeyCertSign, "keyCertSign"),
        (CertificateUsageBit.CrlSign, "cRLSign"),
    ];

    public static Command Build() => Verb.Group(
        "cert",
        "证书:查看、校验、信任的机构、撤销列表",
        BuildShow(),
        CertVerifyCommand.Build(),
        Verb.Group("trust", "信任的证书机构", TrustCommands.BuildAdd(), TrustCommands.BuildList(), TrustCommands.BuildRemove()),
        Verb.Group("crl", "撤销列表", TrustCommands.BuildImport()));

    public static Argument<string> File() => new("FILE") { Description = "证书文件(PEM 或 DER)" };

    private static Command BuildShow()
    {
        var file = File();
        return Verb.Create("show", "显示一张 SM2 证书的内容,不用节点", [file], async (parse, ct) =>
        {
            var certificate = await CertificateFile.ReadAsync(parse.GetRequiredValue(file), ct);
            var usage = Usages.Where(u => certificate.HasUsage(u.Bit)).Select(u => u.Name).ToList();
            var document = new
            {
                certificate.Subject, certificate.Issuer, serial = certificate.SerialNumber, digest = certificate.Digest, validFrom = certificate.ValidFrom.ToString(), validUntil = certificate.ValidUntil.ToString(),
                usage, authority = certificate.IsAuthority, organisationCode = certificate.OrganisationCode, publicKey = certificate.PublicKey.ToHex(),
            };
            return Answer.Done(document, console => Show(console, certificate, usage));
        });
    }

    private static void Show(IAnsiConsole console, Sm2Certificate certificate, List<string> usage)
    {
        console.WriteLine($"主体      {certificate.Subject}");
        console.WriteLine($"签发机构  {certificate.Issuer}");
        console.WriteLine($"序列号    {certificate.SerialNumber}");
        console.WriteLine($"有效期    {certificate.ValidFrom.LocalDateTime:yyyy-MM-dd HH:mm} 至 {certificate.ValidUntil.LocalDateTime:yyyy-MM-dd HH:mm}");
        console.WriteLine($"密钥用法  {(usage.Count == 0 ? "没有写明" : string.Join('、', usage))}{(certificate.IsAuthority ? ";签发机构" : string.Empty)}");
        console.WriteLine($"单位代码  {certificate.OrganisationCode ?? "没有"}");
        console.WriteLine($"SM3       {certificate.Digest}");
    }
}
