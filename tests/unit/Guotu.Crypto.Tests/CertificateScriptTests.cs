using System.Diagnostics;
using Guotu.Crypto.Certificates;
using Guotu.Kernel.Time;
using Guotu.Testing;

namespace Guotu.Crypto.Tests;

/// <summary>The scripts of <c>certs/</c>: what they make with the openssl command, our code judges.</summary>
public sealed class CertificateScriptTests : IDisposable
{
    private const string Bureau = "西乡县自然资源局";

    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-certs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Issuing => Path.Combine(_folder, "issuing");

    [Fact]
    public void A_persons_double_certificates_are_trusted_each_for_its_use_until_one_is_revoked()
    {
        MakeAuthorities();
        Script("make-certificate.sh", "--ca", Issuing, "--kind", "user", "--org", Bureau, "--name", "王晓燕", "--out", At("out"), "--code", "11610724MB2911111X");
        var (signing, encryption) = (Certificate("out/王晓燕-sign.crt"), Certificate("out/王晓燕-enc.crt"));
        Assert.Equal("11610724MB2911111X", signing.OrganisationCode);
        Assert.Contains("CN=王晓燕", signing.Subject, StringComparison.Ordinal);
        Trusted(signing, CertificateUse.Signing);
        Trusted(encryption, CertificateUse.Encryption);
        Assert.False(Judge(signing, CertificateUse.Encryption).IsSuccess);

        using var key = Sm2PrivateKey.FromPem(File.ReadAllText(At("out/王晓燕-sign.key"))).Value;
        Assert.Equal(key.PublicKey, signing.PublicKey);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("out/王晓燕-sign.key")));

        Script("make-crl.sh", "--ca", Issuing, "--revoke", At("out/王晓燕-sign.crt"), "--reason", "keyCompromise");
        Assert.Contains("已被撤销", Judge(signing, CertificateUse.Signing).Error!.Text, StringComparison.Ordinal);
        Trusted(encryption, CertificateUse.Encryption);
    }

    [Fact]
    public void The_pair_of_a_TLCP_server_and_a_TLS_server_are_trusted_as_servers_and_openssl_agrees()
    {
        MakeAuthorities();
        Script("make-certificate.sh", "--ca", Issuing, "--kind", "tlcp", "--org", Bureau, "--name", "gateway", "--out", At("out"), "--host", "guotu.local", "--host", "10.1.3.7");
        Script("make-certificate.sh", "--ca", Issuing, "--kind", "server", "--org", Bureau, "--name", "web", "--out", At("out"), "--host", "guotu.local");
        Trusted(Certificate("out/gateway-sign.crt"), CertificateUse.Server);
        Trusted(Certificate("out/gateway-enc.crt"), CertificateUse.ServerEncryption);
        Trusted(Certificate("out/web.crt"), CertificateUse.Server);
        Assert.False(Judge(Certificate("out/gateway-enc.crt"), CertificateUse.Server).IsSuccess);
        Assert.Equal(3, File.ReadAllText(At("out/web.chain.crt")).Split("BEGIN CERTIFICATE").Length - 1);
        Accepted(At("root/ca.crt"), Path.Combine(Issuing, "ca.crt"));
        Accepted(Path.Combine(Issuing, "ca.crt"), At("out/web.crt"));
    }

    [Fact]
    public void What_our_authority_certifies_and_revokes_openssl_accepts()
    {
        var office = new CertificateOffice();
        office.Certify(CertificateUse.Signing);
        File.WriteAllText(At("root.pem"), office.Root.Certificate.ToPem());
        File.WriteAllText(At("authority.pem"), office.Authority.Certificate.ToPem());
        File.WriteAllText(At("person.pem"), office.Person.ToPem());
        Accepted(At("root.pem"), At("authority.pem"));
        Accepted(At("authority.pem"), At("person.pem"));

        var revoked = new RevokedCertificate(office.Person.SerialNumber, CertificateOffice.Start, RevocationReason.KeyCompromise);
        var list = office.Trust(revoked).RevocationLists[1];
        File.WriteAllText(At("list.pem"), list.ToPem());
        var text = Run("openssl", ["crl", "-in", At("list.pem"), "-noout", "-text"], 0);
        Assert.Contains($"Serial Number: {office.Person.SerialNumber.ToUpperInvariant()}", text, StringComparison.Ordinal);
        Assert.Contains("Key Compromise", text, StringComparison.Ordinal);

        // openssl 3.0 can not be told the signer's id for a list, so its signature is verified by itself.
        var parts = new System.Formats.Asn1.AsnReader(list.Der, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        File.WriteAllBytes(At("content"), parts.ReadEncodedValue().ToArray());
        parts.ReadEncodedValue();
        File.WriteAllBytes(At("signature"), parts.ReadBitString(out _));
        File.WriteAllText(At("public.pem"), office.Authority.Certificate.PublicKey.ToPem());
        string[] verification = ["-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678", "-in", At("content"), "-sigfile", At("signature")];
        Run("openssl", ["pkeyutl", "-verify", "-pubin", "-inkey", At("public.pem"), .. verification], 0);

        using var key = CertificateOffice.NewKey();
        File.WriteAllText(At("request.pem"), Sm2CertificateRequest.Make(new CertificateSubject(Bureau, null, "检查点"), key));
        Run("openssl", ["req", "-in", At("request.pem"), "-verify", "-noout", "-vfyopt", "distid:1234567812345678"], 0);
    }

    [Fact]
    public void Keys_are_never_made_inside_a_checkout_and_never_over_others()
    {
        var inside = Path.Combine(_folder, "checkout");
        Run("git", ["init", "-q", inside], 0);
        Assert.Contains("源码目录", Script(2, "make-ca.sh", "--out", Path.Combine(inside, "ca"), "--org", Bureau, "--name", "测试"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(inside, "*.key", SearchOption.AllDirectories));

        MakeAuthorities();
        var before = File.ReadAllText(At("root/ca.key"));
        Script(2, "make-ca.sh", "--out", At("root"), "--org", Bureau, "--name", "测试");
        Assert.Equal(before, File.ReadAllText(At("root/ca.key")));
    }

    [Theory]
    [InlineData("--kind", "server")]
    [InlineData("--kind", "tlcp")]
    [InlineData("--kind", "nothing")]
    [InlineData("--kind", "signing", "--days", "0")]
    [InlineData("--kind", "signing", "--code", "x;y")]
    [InlineData("--kind", "server", "--host", "a\nb")]
    public void What_is_missing_or_no_name_is_said_and_nothing_is_certified(params string[] arguments)
    {
        MakeAuthorities();
        Script(2, "make-certificate.sh", ["--ca", Issuing, "--org", Bureau, "--name", "x", "--out", At("out"), .. arguments]);
        Assert.False(File.Exists(At("out/x.crt")));
    }

    // openssl 3.0 tells the signer's id to its verification of the last certificate only, so each step is judged by itself.
    private void Accepted(string issuer, string certificate) => Run(
        "openssl",
        ["verify", "-x509_strict", "-attime", AtTime(certificate), "-vfyopt", "distid:1234567812345678", "-partial_chain", "-trusted", issuer, certificate],
        0);

    private static string AtTime(string certificate) =>
        (Sm2Certificate.Read(File.ReadAllBytes(certificate)).Value.ValidFrom.UnixMilliseconds / 1000 + 60).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void MakeAuthorities()
    {
        Script("make-ca.sh", "--out", At("root"), "--org", Bureau, "--name", "测试根证书");
        Script("make-ca.sh", "--out", Issuing, "--org", Bureau, "--name", "测试签发机构", "--parent", At("root"));
    }

    private Sm2Certificate Certificate(string file) => Sm2Certificate.Read(File.ReadAllBytes(At(file))).Value;

    private void Trusted(Sm2Certificate certificate, CertificateUse use)
    {
        var judged = Judge(certificate, use);
        Assert.True(judged.IsSuccess, judged.Error?.Text);
        Assert.Equal(3, judged.Value.Count);
    }

    private Kernel.Results.Result<IReadOnlyList<Sm2Certificate>> Judge(Sm2Certificate certificate, CertificateUse use)
    {
        var trust = new TrustMaterial([Certificate("root/ca.crt")], [Certificate("issuing/ca.crt")], [List("root/ca.crl"), List("issuing/ca.crl")]);
        return CertificatePath.Judge(certificate, use, trust, new SystemClock(TimeProvider.System).Now.Plus(TimeSpan.FromMinutes(1)));
    }

    private Sm2RevocationList List(string file) => Sm2RevocationList.Read(File.ReadAllBytes(At(file))).Value;

    private string At(string name) => Path.Combine(_folder, name);

    private void Script(string name, params string[] arguments) => Script(0, name, arguments);

    private string Script(int exitCode, string name, params string[] arguments) =>
        Run("bash", [Path.Combine(TestData.Checkout, "certs", name), .. arguments], exitCode);

    private string Run(string command, string[] arguments, int exitCode)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl"), "no openssl command here");
        using var process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var text = process.StandardError.ReadToEnd() + output.GetAwaiter().GetResult();
        process.WaitForExit();
        Assert.True(process.ExitCode == exitCode, $"{command} {string.Join(' ', arguments)}: {process.ExitCode} {text}");
        return text;
    }
}
