using System.Net;
using System.Text.Json.Nodes;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Logins as an attacker makes them over HTTP: all at once, with a cookie of one's own, with what was recorded.</summary>
public sealed class LoginOverHttpTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const int Looks = 5;

    [Fact]
    public async Task Fifty_wrong_logins_at_the_same_time_get_no_more_looks_than_the_policy_allows()
    {
        // Each with a connection and a challenge of its own, ready before the first is sent.
        var guesses = new List<Func<Task<HttpResponseMessage>>>();
        var people = Enumerable.Range(0, 50).Select(_ => StaffClient.WithoutSession(demonstration.Node.Address)).ToList();
        foreach (var (person, i) in people.Select((p, i) => (p, i)))
        {
            guesses.Add(await person.PreparedSignInAsync("zhaom", "Guess-2026-" + i));
        }

        using var start = new ManualResetEventSlim();
        var sent = guesses.Select(g => Task.Run(async () =>
        {
            start.Wait();
            using var answer = await g();
            return (answer.StatusCode, Code: JsonNode.Parse(await answer.Content.ReadAsStringAsync())?["code"]?.GetValue<string>());
        })).ToList();
        start.Set();
        var answers = await Task.WhenAll(sent);

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Unauthorized, a.StatusCode));
        Assert.InRange(answers.Count(a => a.Code == "SEC-0001"), 1, Looks);
        Assert.All(answers, a => Assert.Contains(a.Code, new[] { "SEC-0001", "SEC-0002", "SEC-0023" }));
        Assert.Contains(answers, a => a.Code is "SEC-0002");
        using var right = await StaffClient.AttemptAsync(demonstration.Node.Address, "zhaom", demonstration.Home.Passwords["zhaom"]);
        Assert.Equal("SEC-0002", JsonNode.Parse(await right.Content.ReadAsStringAsync())?["code"]?.GetValue<string>());
        people.ForEach(p => p.Dispose());
    }

    [Fact]
    public async Task Behind_the_gateway_a_login_stands_under_the_address_that_the_gateway_saw()
    {
        using var desk = StaffClient.WithoutSession(demonstration.Node.Address, "zhoul");
        desk.ComeThroughGateway("10.66.66.66, 10.9.8.7");
        using var first = await desk.TrySignInAsync(demonstration.Home.Passwords["zhoul"]);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Contains("secure", Assert.Single(first.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);

        using var second = await desk.TrySignInAsync(demonstration.Home.Passwords["zhoul"]);
        var told = await second.Content.ReadAsStringAsync();
        Assert.Contains("10.9.8.7", told, StringComparison.Ordinal);
        Assert.DoesNotContain("10.66.66.66", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_takes_no_session_that_the_browser_brings_and_what_was_brought_stays_worthless()
    {
        const string Planted = "guotu_session=cGxhbnRlZC1ieS1hbi1hdHRhY2tlci0wMTIzNDU2Nzg5";
        using var victim = StaffClient.WithoutSession(demonstration.Node.Address, "hud");
        victim.Plant(Planted);
        using var answer = await victim.TrySignInAsync(demonstration.Home.Passwords["hud"]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var given = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("guotu_session=", given, StringComparison.Ordinal);
        Assert.DoesNotContain(Planted, given, StringComparison.Ordinal);
        Assert.Contains("httponly", given, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", given, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(Planted, victim.Cookie);
        using var owner = await victim.GetRawAsync("session");
        Assert.Equal(HttpStatusCode.OK, owner.StatusCode);

        using var attacker = StaffClient.WithoutSession(demonstration.Node.Address);
        attacker.Plant(Planted);
        using var foreign = await attacker.GetRawAsync("session");
        Assert.Equal(HttpStatusCode.Unauthorized, foreign.StatusCode);
        var before = victim.Cookie;
        using var again = await victim.TrySignInAsync(demonstration.Home.Passwords["hud"]);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.NotEqual(before, victim.Cookie);
    }
}
