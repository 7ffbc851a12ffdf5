using System.Net;
using System.Text;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests.Attacks;

/// <summary>
/// Limits at each class of endpoint (限额): pages, commands, uploads, searches, map services. What is too long, too deep, too many or too slow is refused
/// in time, says nothing of the inside and leaves the node at work.
/// </summary>
public sealed class LimitsTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private static readonly string[] Addresses = ["/", "/api/v1/cases", "/api/v1/files", "/api/v1/audit/records", "/ogc/wfs", "/ogc/features/collections"];

    private Uri Node => demonstration.Node.Address;

    [Fact]
    public async Task A_request_line_headers_or_a_request_that_no_server_reads_are_refused_before_the_platform_and_without_a_word()
    {
        foreach (var address in Addresses)
        {
            (string What, int Status, string Request)[] refused =
            [
                ("line", 414, $"GET {address}?q={new string('a', 9_000)} HTTP/1.1\r\nHost: {Node.Authority}\r\n\r\n"),
                ("headers", 431, $"GET {address} HTTP/1.1\r\nHost: {Node.Authority}\r\nX-Long: {new string('a', 40_000)}\r\n\r\n"),
                ("count", 431, $"GET {address} HTTP/1.1\r\nHost: {Node.Authority}\r\n{string.Concat(Enumerable.Range(0, 120).Select(i => $"X-{i}: 1\r\n"))}\r\n"),
                ("nonsense", 400, $"GET {address} HTTP/1.1\r\nHost: {Node.Authority}\r\nno header at all\r\n\r\n"),
            ];
            foreach (var (what, expected, request) in refused)
            {
                var (status, text) = await RawHttp.SendAsync(Node, request);
                Assert.True(status == expected, $"{what} at {address} answered {status}");
                Assert.DoesNotContain("Server:", text, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("Content-Length: 0", text, StringComparison.OrdinalIgnoreCase);
            }
        }

        await MustStillWorkAsync();
    }

    [Fact]
    public async Task A_body_that_is_too_large_too_deep_or_has_too_many_parts_is_refused_with_the_headers_of_every_answer()
    {
        using var clerk = await demonstration.SignInAsync("wangxy");
        var deep = new string('[', 5_000);
        using var many = new MultipartFormDataContent();
        for (var i = 0; i < 1_200; i++)
        {
            many.Add(new StringContent("1"), "f" + i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        foreach (var (path, content) in new (string, HttpContent)[]
        {
            ("cases", Json(deep)), ("cases/find-person", Json("{\"number\":" + deep)), ("analysis/run", Json("{\"operator\":" + deep)), ("files", many),
        })
        {
            using var answer = await clerk.SendAsync(HttpMethod.Post, path, content);
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge, $"{path} answered {answer.StatusCode}");
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.True(answer.Headers.CacheControl?.NoStore);
            Assert.DoesNotContain("   at ", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        foreach (var address in Addresses)
        {
            var (status, text) = await RawHttp.SendAsync(Node, $"POST {address} HTTP/1.1\r\nHost: {Node.Authority}\r\nCookie: {clerk.Cookie}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n\r\n");
            Assert.True(status is >= 400 and < 500, $"a body of a gigabyte at {address} answered {status}");
            Assert.Contains("nosniff", text, StringComparison.Ordinal);
        }

        await MustStillWorkAsync();
    }

    /// <summary>Kestrel asks for 240 bytes a second after five seconds of patience.</summary>
    [Fact]
    public async Task A_body_that_drips_in_is_cut_off()
    {
        var (status, _) = await RawHttp.SendAsync(Node, $"POST /api/v1/session HTTP/1.1\r\nHost: {Node.Authority}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{");

        Assert.True(status is 0 or (>= 400 and < 500), $"a body that never comes answered {status}");
        await MustStillWorkAsync();
    }

    [Fact]
    public async Task After_the_logout_nothing_is_kept_by_the_browser_and_the_old_session_opens_nothing()
    {
        using var clerk = await demonstration.SignInAsync("lijg");
        foreach (var path in (string[])["session", "cases", "tasks", "portal/layout"])
        {
            using var answer = await clerk.GetRawAsync(path);
            Assert.True(answer.Headers.CacheControl?.NoStore, path + " may be kept by the browser");
        }

        var cookie = clerk.Cookie;
        using var left = await clerk.SendAsync(HttpMethod.Delete, "session", null);
        Assert.True(left.IsSuccessStatusCode);
        var (status, text) = await RawHttp.GetAsync(Node, "/api/v1/cases", $"Cookie: {cookie}\r\n");
        Assert.Equal(401, status);
        Assert.Contains("no-store", text, StringComparison.OrdinalIgnoreCase);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private async Task MustStillWorkAsync()
    {
        using var nobody = StaffClient.WithoutSession(Node);
        using var answer = await nobody.GetRawAsync("session/challenge");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
