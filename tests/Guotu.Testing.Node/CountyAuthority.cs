using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Guotu.Crypto;
using Guotu.Crypto.Certificates;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Time;

namespace Guotu.Testing.Node;

/// <summary>An authority that certifies the people of a county in tests: root, issuer, revocation lists, and how a node comes to trust them.</summary>
public sealed class CountyAuthority
{
    private static readonly SystemRandomSource Random = new();
    private static readonly CertificateSubject RootName = new("西乡县自然资源局", null, "测试根证书");
    private static readonly CertificateSubject IssuerName = new("西乡县自然资源局", "证书", "测试签发机构");
    private readonly Instant _start = new SystemClock(TimeProvider.System).Now.Plus(TimeSpan.FromMinutes(-10));
    private long _number;

    public CountyAuthority()
    {
        Root = CertificateAuthority.MakeRoot(Order(CertificateUse.Authority, RootName) with { PathLength = 1 }, Sm2PrivateKey.Generate(Random), Random);
        var key = Sm2PrivateKey.Generate(Random);
        Issuer = new CertificateAuthority(Root.Issue(Order(CertificateUse.Authority, IssuerName), key.PublicKey), key, Random);
    }

    public CertificateAuthority Root { get; }

    public CertificateAuthority Issuer { get; }

    /// <summary>Lets a node that is not running take certificates of pages at the port.</summary>
    public static async Task AllowAsync(string home, int port, int agentPort)
    {
        var path = Path.Combine(home, "node.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(path))!.AsObject();
        settings["certificateLogin"] = new JsonObject
        {
            ["origins"] = new JsonArray(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
            ["agentPort"] = agentPort,
        };
        await File.WriteAllTextAsync(path, settings.ToJsonString());
    }

    /// <summary>Registers both certificates and brings fresh lists in, as the administrators do at a shell: the root by two of them.</summary>
    public async Task TrustAsync(string home)
    {
        var asked = await RunAsync(home, ["cert", "trust", "add", Written(home, "root.crt", Root.Certificate.ToPem()), "--reason", "与机构公布的核对一致", "--json"]);
        await RunAsync(home, ["approve", "grant", JsonNode.Parse(asked)!["requestId"]!.GetValue<string>()]);
        await RunAsync(home, ["cert", "trust", "add", "--intermediate", Written(home, "issuer.crt", Issuer.Certificate.ToPem())]);
        await RunAsync(home, ["cert", "crl", "import", Written(home, "root.crl", List(Root).ToPem())]);
        await RevokeAsync(home);
    }

    /// <summary>Brings in a list of the issuer with what is revoked.</summary>
    public async Task RevokeAsync(string home, params Sm2Certificate[] revoked) =>
        await RunAsync(home, ["cert", "crl", "import", Written(home, "issuer.crl", List(Issuer, revoked).ToPem())]);

    public async Task BindAsync(string home, string account, CountyUKey ukey) =>
        await RunAsync(home, ["user", "certificate", "bind", account, Written(home, account + ".crt", ukey.Certificate.ToPem())]);

    /// <summary>Each list is a second younger than the one before: lists tell whole seconds.</summary>
    public Sm2RevocationList List(CertificateAuthority of, params Sm2Certificate[] revoked)
    {
        var at = _start.Plus(TimeSpan.FromSeconds(++_number));
        return of.Revoke([.. revoked.Select(c => new RevokedCertificate(c.SerialNumber, _start, RevocationReason.KeyCompromise))], at, at.Plus(TimeSpan.FromDays(30)), _number);
    }

    public CountyUKey Issue(string name, CertificateUse use = CertificateUse.Authentication, int fromDays = 0, int untilDays = 365)
    {
        var key = Sm2PrivateKey.Generate(Random);
        var order = new CertificateOrder(
            use, new CertificateSubject("西乡县自然资源局", "行政审批股", name), _start.Plus(TimeSpan.FromDays(fromDays)), _start.Plus(TimeSpan.FromDays(untilDays)));
        return new CountyUKey(Issuer.Issue(order, key.PublicKey), key);
    }

    private CertificateOrder Order(CertificateUse use, CertificateSubject subject) => new(use, subject, _start.Plus(TimeSpan.FromDays(-1)), _start.Plus(TimeSpan.FromDays(3650)));

    private static string Written(string home, string name, string text)
    {
        var path = Path.Combine(Path.GetDirectoryName(home)!, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<string> RunAsync(string home, string[] verb)
    {
        var run = await GuotuProgram.RunAsync([.. verb, "--home", home]);
        Assert.True(run.ExitCode == 0, string.Join(' ', verb) + ": " + run.Errors);
        return run.Output;
    }
}

/// <summary>What a person's UKey holds.</summary>
public sealed record CountyUKey(Sm2Certificate Certificate, Sm2PrivateKey Key)
{
    /// <summary>As <c>docs/formats/ukey-agent.md</c> has it.</summary>
    public string Sign(string purpose, string account, string origin, string challenge)
    {
        var text = $"guotu-certificate-statement 1\npurpose: {purpose}\nnode: 610724 西乡县自然资源局\naccount: {account}\norigin: {origin}\nchallenge: {challenge}\n";
        return Convert.ToHexString(Sm2.Sign(Key, Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
    }
}
