using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guotu.Crypto;
using Guotu.Crypto.Certificates;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests.Attacks;

/// <summary>Certificates that are replayed, borrowed, forged, out of their time or too large, against a running node (证书攻击).</summary>
public sealed class CertificateAttackTests(CertifiedNode county) : IClassFixture<CertifiedNode>
{
    private const string Wrong = "CER-0001";
    private const string ImageWrong = "SEC-0024";
    private const int Looks = 5;

    private Uri Address => county.Node.Address;

    [Fact]
    public async Task A_signature_serves_one_login_of_one_person_for_one_purpose()
    {
        var ukey = await county.BoundAsync("chenj");
        var colleague = await county.BoundAsync("zhangw");
        var first = await PrepareAsync("chenj", ukey);
        using var session = new Visitor(Address);
        Assert.Equal(HttpStatusCode.OK, (await session.PostAsync("session", first)).Status);
        using var thief = new Visitor(Address);

        // The very bytes again, and the same signature under another challenge.
        // The image that came along is gone too: where one is asked for meanwhile, that is said first.
        Assert.Contains((await thief.PostAsync("session", first)).Code, new[] { Wrong, ImageWrong });
        var challenge = await thief.ChallengeAsync();
        var spoken = ukey.Sign("login", "chenj", county.Origin, challenge.Nonce);
        Assert.Equal(HttpStatusCode.OK, (await thief.PostAsync("session", await SealAsync(challenge, "chenj", ukey, spoken))).Status);
        Assert.Equal(Wrong, (await thief.PostAsync("session", await SealAsync(await thief.ChallengeAsync(), "chenj", ukey, spoken))).Code);

        // For another purpose, another person, another page.
        Assert.Equal(Wrong, (await thief.PostAsync("session", await PrepareAsync("chenj", ukey, purpose: "proof"))).Code);
        Assert.Equal(Wrong, (await thief.PostAsync("session", await PrepareAsync("chenj", colleague))).Code);
        Assert.Equal(Wrong, (await thief.PostAsync("session", await PrepareAsync("chenj", ukey, origin: "https://guotu.example"))).Code);
        using var again = new Visitor(Address);
        Assert.Equal(HttpStatusCode.OK, (await again.PostAsync("session", await PrepareAsync("chenj", ukey))).Status);

        // A running session is not proved by the signature of a login, nor by a colleague's certificate.
        await session.ReadTokenAsync();
        Assert.Equal(Wrong, (await session.PostAsync("session/proof", await PrepareAsync("chenj", ukey, purpose: "login"))).Code);
        Assert.Equal(Wrong, (await session.PostAsync("session/proof", await PrepareAsync("chenj", colleague, purpose: "proof"))).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await session.PostAsync("session/proof", await PrepareAsync("chenj", ukey, purpose: "proof"))).Status);
    }

    [Fact]
    public async Task What_is_not_the_countys_is_not_bound_and_what_was_revoked_lets_nobody_in()
    {
        using var security = await StaffClient.SignInAsync(Address, "secadmin", county.Home.Passwords["secadmin"]);
        var impostor = new CountyAuthority();
        var good = county.Authority.Issue("胡丹").Certificate;
        var padded = new byte[1 << 20];
        good.Der.CopyTo(padded);
        (string Code, byte[] Content)[] refused =
        [
            ("CRY-0023", county.Authority.Issue("胡丹", fromDays: -10, untilDays: -1).Certificate.Der.ToArray()),
            ("CRY-0023", county.Authority.Issue("胡丹", fromDays: 2).Certificate.Der.ToArray()),
            ("CRY-0023", county.Authority.Issue("胡丹", CertificateUse.Encryption).Certificate.Der.ToArray()),
            ("CRY-0023", impostor.Issue("胡丹").Certificate.Der.ToArray()),
            ("CRY-0023", county.Authority.Issuer.Certificate.Der.ToArray()),
            ("CRY-0015", good.Der[..(good.Der.Length / 2)].ToArray()),
            ("CRY-0015", good.Der[..^1].ToArray()),
            ("CRY-0015", []),
            ("CER-0006", padded),
        ];
        foreach (var (code, content) in refused)
        {
            using var answer = await security.PostRawAsync("security/certificates", new { account = "hud", certificate = Convert.ToBase64String(content) });
            Assert.Equal((code, HttpStatusCode.UnprocessableEntity), (JsonNode.Parse(await answer.Content.ReadAsStringAsync())?["code"]?.GetValue<string>(), answer.StatusCode));
        }

        using var noise = await security.PostRawAsync("security/certificates", new { account = "hud", certificate = "%%%" });
        Assert.Equal(("SYS-0003", HttpStatusCode.UnprocessableEntity), (JsonNode.Parse(await noise.Content.ReadAsStringAsync())?["code"]?.GetValue<string>(), noise.StatusCode));
        Assert.DoesNotContain((await security.GetAsync("security/certificates")).GetProperty("certificates").EnumerateArray(), c => c.GetProperty("account").GetString() == "hud");

        var ukey = await county.BoundAsync("hud");
        var before = county.Authority.List(county.Authority.Issuer);
        using var person = new Visitor(Address);
        Assert.Equal(HttpStatusCode.OK, (await person.PostAsync("session", await PrepareAsync("hud", ukey))).Status);
        await county.Authority.RevokeAsync(county.Home.Home, ukey.Certificate);
        Assert.Equal(Wrong, (await person.PostAsync("session", await PrepareAsync("hud", ukey))).Code);
        var old = Path.Combine(Path.GetDirectoryName(county.Home.Home)!, "old.crl");
        await File.WriteAllTextAsync(old, before.ToPem());
        var imported = await GuotuProgram.RunAsync(["cert", "crl", "import", old, "--home", county.Home.Home, "--json"]);
        Assert.Equal((3, "CER-0007"), (imported.ExitCode, imported.Json().GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal(Wrong, (await person.PostAsync("session", await PrepareAsync("hud", ukey))).Code);
    }

    [Fact]
    public async Task Fifty_wrong_signatures_at_the_same_time_get_no_more_looks_than_the_policy_allows()
    {
        var ukey = await county.BoundAsync("zhaom");
        var tries = new List<(Visitor Visitor, object Body)>();
        for (var i = 0; i < 50; i++)
        {
            var visitor = new Visitor(Address);
            var challenge = await visitor.ChallengeAsync();
            tries.Add((visitor, await SealAsync(challenge, "zhaom", ukey, ukey.Sign("login", "zhaom", county.Origin, new string('0', challenge.Nonce.Length)))));
        }

        var answers = await Task.WhenAll(tries.Select(t => Task.Run(() => t.Visitor.PostAsync("session", t.Body))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Unauthorized, a.Status));
        Assert.InRange(answers.Count(a => a.Code == Wrong), 1, Looks);
        Assert.All(answers, a => Assert.Contains(a.Code, new[] { Wrong, "SEC-0002", "SEC-0023" }));
        Assert.Equal("SEC-0002", (await tries[0].Visitor.PostAsync("session", await PrepareAsync("zhaom", ukey))).Code);
        tries.ForEach(t => t.Visitor.Dispose());
    }

    [Fact]
    public async Task Pages_may_call_the_agent_of_the_desk_and_nobody_else_and_a_shell_judges_as_the_node_does()
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var page = await http.GetAsync(new Uri("health", UriKind.Relative));
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains($"connect-src 'self' http://127.0.0.1:{county.AgentPort};", policy, StringComparison.Ordinal);
        var told = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync(new Uri("api/v1/session/certificate-login", UriKind.Relative)));
        Assert.Equal(["agentAddress", "node"], told.EnumerateObject().Select(p => p.Name));

        var file = Path.Combine(Path.GetDirectoryName(county.Home.Home)!, "judged.crt");
        var judged = county.Authority.Issue("王晓燕").Certificate;
        await File.WriteAllTextAsync(file, judged.ToPem());
        var shown = await GuotuProgram.RunAsync(["cert", "show", file, "--json"]);
        Assert.Equal((judged.SerialNumber, judged.Digest), (shown.Json().GetProperty("serial").GetString(), shown.Json().GetProperty("digest").GetString()));
        Assert.Equal(0, (await GuotuProgram.RunAsync(["cert", "verify", file, "--home", county.Home.Home])).ExitCode);
        Assert.Equal(1, (await GuotuProgram.RunAsync(["cert", "verify", file, "--for", "encryption", "--home", county.Home.Home])).ExitCode);
        var strange = file + ".root";
        await File.WriteAllTextAsync(strange, new CountyAuthority().Root.Certificate.ToPem());
        var alone = await GuotuProgram.RunAsync(["cert", "verify", file, "--ca", strange, "--json"]);
        Assert.False(alone.Json().GetProperty("trusted").GetBoolean());
        await BindTheAuditorByTwoAsync(file);
        var doctor = await GuotuProgram.RunAsync(["doctor", "--home", county.Home.Home, "--json"]);
        var check = Assert.Single(doctor.Json().GetProperty("checks").EnumerateArray(), c => c.GetProperty("name").GetString() == "certificates");
        Assert.NotEqual("problem", check.GetProperty("status").GetString());
    }

    /// <summary>An administrator's certificate is bound by two, at a shell as on the page.</summary>
    private async Task BindTheAuditorByTwoAsync(string file)
    {
        string[] bind = ["user", "certificate", "bind", "auditor", file, "--home", county.Home.Home, "--json"];
        var alone = await GuotuProgram.RunAsync(bind);
        Assert.Equal((3, "CTL-0001"), (alone.ExitCode, alone.Json().GetProperty("error").GetProperty("code").GetString()));
        var asked = await GuotuProgram.RunAsync([.. bind, "--reason", "审计员换发 UKey"]);
        Assert.True(asked.ExitCode == 0, asked.Errors);
        var approved = await GuotuProgram.RunAsync(["approve", "grant", asked.Json().GetProperty("requestId").GetString()!, "--home", county.Home.Home, "--json"]);
        Assert.True(approved.ExitCode == 0, approved.Errors);
        var listed = await GuotuProgram.RunAsync(["user", "certificate", "list", "--home", county.Home.Home, "--json"]);
        Assert.Contains(listed.Json().GetProperty("certificates").EnumerateArray(), c => c.GetProperty("account").GetString() == "auditor");
    }

    private async Task<object> PrepareAsync(string account, CountyUKey ukey, string purpose = "login", string? origin = null)
    {
        using var visitor = new Visitor(Address);
        var challenge = await visitor.ChallengeAsync();
        return await SealAsync(challenge, account, ukey, ukey.Sign(purpose, account, origin ?? county.Origin, challenge.Nonce), origin);
    }

    /// <summary>Encrypts as the page does; the image code, which is asked for after wrong tries, is answered in words beforehand.</summary>
    private async Task<object> SealAsync(Challenge challenge, string account, CountyUKey ukey, string signature, string? origin = null)
    {
        using var visitor = new Visitor(Address);
        var (imageTicket, imageAnswer) = await visitor.WordsAsync(challenge.Nonce);
        var password = county.Home.Passwords[account];
        var plain = JsonSerializer.SerializeToUtf8Bytes(
            new { nonce = challenge.Nonce, password, certificate = ukey.Certificate.Digest, signature, origin = origin ?? county.Origin, imageTicket, imageAnswer });
        return new { account, cipher = Convert.ToHexString(Sm2.Encrypt(challenge.Key, plain).ToRawWithoutPrefix()).ToLowerInvariant() };
    }

    private sealed record Challenge(string Nonce, Sm2PublicKey Key);

    /// <summary>A browser with its own cookies.</summary>
    private sealed class Visitor(Uri address) : IDisposable
    {
        private readonly HttpClient _http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address, "api/v1/") };
        private string _csrf = string.Empty;

        public async Task<Challenge> ChallengeAsync()
        {
            var given = await JsonAsync("session/challenge");
            return new Challenge(given.GetProperty("nonce").GetString()!, Sm2PublicKey.FromPoint(Convert.FromHexString(given.GetProperty("publicKey").GetString()!)).Value);
        }

        public async Task<(string Ticket, string Answer)> WordsAsync(string nonce)
        {
            var asked = await JsonAsync($"session/image-code?kind=words&nonce={nonce}");
            return (asked.GetProperty("ticket").GetString()!, WordsQuestion.Answer(asked.GetProperty("question").GetString()!));
        }

        public async Task ReadTokenAsync() => _csrf = (await JsonAsync("session")).GetProperty("csrfToken").GetString()!;

        public async Task<(HttpStatusCode Status, string? Code)> PostAsync(string path, object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
            request.Headers.Add("X-Request-Id", StaffClient.NewRequestId());
            request.Headers.Add("X-CSRF-Token", _csrf);
            using var answer = await _http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            return (answer.StatusCode, answer.IsSuccessStatusCode ? null : JsonNode.Parse(text)?["code"]?.GetValue<string>());
        }

        public void Dispose() => _http.Dispose();

        private async Task<JsonElement> JsonAsync(string path) => JsonSerializer.Deserialize<JsonElement>(await _http.GetStringAsync(new Uri(path, UriKind.Relative)));
    }
}
