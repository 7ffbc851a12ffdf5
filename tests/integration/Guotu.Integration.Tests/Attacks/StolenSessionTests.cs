using System.Net.Http.Json;
using System.Text.Json;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests.Attacks;

/// <summary>A session that was overheard, guessed, planted or kept too long (会话窃取与固定).</summary>
public sealed class StolenSessionTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private Uri Node => demonstration.Node.Address;

    [Fact]
    public async Task A_stolen_cookie_alone_changes_nothing_and_is_worth_nothing_after_the_logout()
    {
        using var clerk = await demonstration.SignInAsync("wangxy");
        var cookie = clerk.Cookie;
        var (read, _) = await RawHttp.GetAsync(Node, "/api/v1/session", $"Cookie: {cookie}\r\n");
        Assert.Equal(200, read);
        const string body = "{}";
        var (changed, text) = await RawHttp.SendAsync(
            Node, $"POST /api/v1/cases HTTP/1.1\r\nHost: {Node.Authority}\r\nConnection: close\r\nCookie: {cookie}\r\nX-Request-Id: {StaffClient.NewRequestId()}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        Assert.Equal(403, changed);
        Assert.Contains("ACC-0003", text, StringComparison.Ordinal);

        using var left = await clerk.SendAsync(HttpMethod.Delete, "session", null);
        Assert.True(left.IsSuccessStatusCode);
        var (after, _) = await RawHttp.GetAsync(Node, "/api/v1/session", $"Cookie: {cookie}\r\n");
        Assert.Equal(401, after);
    }

    [Fact]
    public async Task The_token_of_one_session_does_not_serve_another()
    {
        using var clerk = await demonstration.SignInAsync("wangxy");
        using var officer = await demonstration.SignInAsync("lijg");
        var csrf = officer.Session.GetProperty("csrfToken").GetString();
        var (status, text) = await RawHttp.SendAsync(
            Node, $"DELETE /api/v1/session HTTP/1.1\r\nHost: {Node.Authority}\r\nConnection: close\r\nCookie: {clerk.Cookie}\r\nX-CSRF-Token: {csrf}\r\nX-Request-Id: {StaffClient.NewRequestId()}\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal(403, status);
        Assert.Contains("ACC-0003", text, StringComparison.Ordinal);
        Assert.Equal("wangxy", (await clerk.GetAsync("session")).GetProperty("user").GetProperty("account").GetString());
    }

    [Fact]
    public async Task A_planted_session_id_is_never_taken_up()
    {
        const string planted = "guotu_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        var (before, text) = await RawHttp.GetAsync(Node, "/api/v1/session/challenge", $"Cookie: {planted}\r\n");
        Assert.Equal(200, before);
        Assert.DoesNotContain("AAAAAAAAAAAAAAAA", text, StringComparison.Ordinal);
        using var first = await demonstration.SignInAsync("wangxy");
        using var second = await demonstration.SignInAsync("wangxy");
        Assert.NotEqual(first.Cookie, second.Cookie);
        var (status, _) = await RawHttp.GetAsync(Node, "/api/v1/session", $"Cookie: {planted}\r\n");
        Assert.Equal(401, status);
    }

    [Fact]
    public async Task An_overheard_login_cannot_be_played_again()
    {
        using var known = await demonstration.SignInAsync("zhaom");
        using var person = StaffClient.WithoutSession(Node);
        var challenge = await person.GetAsync("session/challenge");
        var key = Crypto.Sm2PublicKey.FromPoint(Convert.FromHexString(challenge.GetProperty("publicKey").GetString()!)).Value;
        var words = JsonSerializer.SerializeToUtf8Bytes(new { nonce = challenge.GetProperty("nonce").GetString(), password = StaffClient.Changed(demonstration.Home.Passwords["zhaom"]) });
        var cipher = Convert.ToHexString(Crypto.Sm2.Encrypt(key, words).ToRawWithoutPrefix()).ToLowerInvariant();
        using var first = await person.PostRawAsync("session", new { account = "zhaom", cipher });
        Assert.True(first.IsSuccessStatusCode, await first.Content.ReadAsStringAsync());

        // The very bytes again, from somewhere else, and a new cipher over the challenge that was used.
        using var other = StaffClient.WithoutSession(Node);
        using var replayed = await other.PostRawAsync("session", new { account = "zhaom", cipher });
        Assert.False(replayed.IsSuccessStatusCode);
        Assert.False(replayed.Headers.Contains("Set-Cookie"));
        var anew = Convert.ToHexString(Crypto.Sm2.Encrypt(key, words).ToRawWithoutPrefix()).ToLowerInvariant();
        using var again = await other.PostRawAsync("session", new { account = "zhaom", cipher = anew });
        Assert.False(again.IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_for_scripts_and_other_sites()
    {
        using var person = StaffClient.WithoutSession(Node);
        var challenge = await person.GetAsync("session/challenge");
        var key = Crypto.Sm2PublicKey.FromPoint(Convert.FromHexString(challenge.GetProperty("publicKey").GetString()!)).Value;
        using var known = await demonstration.SignInAsync("chenj");
        var password = StaffClient.Changed(demonstration.Home.Passwords["chenj"]);
        var words = JsonSerializer.SerializeToUtf8Bytes(new { nonce = challenge.GetProperty("nonce").GetString(), password });
        var cipher = Convert.ToHexString(Crypto.Sm2.Encrypt(key, words).ToRawWithoutPrefix()).ToLowerInvariant();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Node, "api/v1/session")) { Content = JsonContent.Create(new { account = "chenj", cipher }) };
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("guotu_session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }
}
