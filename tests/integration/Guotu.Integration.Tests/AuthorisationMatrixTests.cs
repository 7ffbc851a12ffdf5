using System.Net;
using System.Text.Json.Nodes;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Every endpoint asked by every role and by nobody in particular (授权矩阵).</summary>
public sealed class AuthorisationMatrixTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const string EndOfSession = "DELETE /api/v1/session";

    private readonly AuthorisationMatrix _matrix = AuthorisationMatrix.Read();

    [Fact]
    public async Task Every_endpoint_is_in_the_matrix_and_the_matrix_names_no_other()
    {
        var served = (await ServedEndpoints.ReadAsync(demonstration.Home.Home)).Select(e => e.ToString()).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(served.Except(_matrix.Endpoints, StringComparer.Ordinal).Select(e => e + " is served and not in authorisation-matrix.tsv"));
        Assert.Empty(_matrix.Endpoints.Except(served, StringComparer.Ordinal).Select(e => e + " is in authorisation-matrix.tsv and not served"));
    }

    [Fact]
    public async Task Each_role_is_let_through_to_its_endpoints_and_to_no_other()
    {
        var endpoints = await ServedEndpoints.ReadAsync(demonstration.Home.Home);
        var wrong = new List<string>();
        foreach (var (role, account) in AuthorisationMatrix.AccountOfRole)
        {
            using var person = await demonstration.SignInAsync(account);
            // Signing out is asked last: nothing is let through after it.
            foreach (var endpoint in endpoints.OrderBy(e => e.ToString() == EndOfSession))
            {
                using var answer = await AskAsync(person, endpoint);
                wrong.AddRange(LackingHeaders(answer).Select(h => $"{role}: {endpoint} answered {(int)answer.StatusCode} {h}"));
                var code = await CodeAsync(answer);
                var expected = _matrix.Allows(endpoint, role) ? "let through" : "403 ACC-0002";
                var seen = IsStopped(answer, code) ? $"{(int)answer.StatusCode} {code}" : "let through";
                if (seen != expected || (int)answer.StatusCode >= 500)
                {
                    wrong.Add($"{role}: {endpoint} is {expected} by the matrix and answered {(int)answer.StatusCode} {code}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Without_a_session_only_what_is_open_to_anyone_answers()
    {
        using var nobody = StaffClient.WithoutSession(demonstration.Node.Address);
        var wrong = new List<string>();
        foreach (var endpoint in await ServedEndpoints.ReadAsync(demonstration.Home.Home))
        {
            using var answer = await AskAsync(nobody, endpoint);
            wrong.AddRange(LackingHeaders(answer).Select(h => $"{endpoint} answered {(int)answer.StatusCode} {h}"));
            var code = await CodeAsync(answer);
            var right = _matrix.AllowsAnyone(endpoint)
                ? !IsStopped(answer, code) && (int)answer.StatusCode < 500
                : (answer.StatusCode, code) == (HttpStatusCode.Unauthorized, "ACC-0001");
            if (!right)
            {
                wrong.Add($"{endpoint} answered {(int)answer.StatusCode} {code}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_change_without_the_token_of_the_session_is_refused_even_to_those_who_may()
    {
        var endpoints = (await ServedEndpoints.ReadAsync(demonstration.Home.Home)).Where(e => e.Changes && !_matrix.AllowsAnyone(e)).ToList();
        var wrong = new List<string>();
        foreach (var asking in endpoints.GroupBy(e => AuthorisationMatrix.AccountOfRole.First(r => _matrix.Allows(e, r.Key)).Value))
        {
            using var person = await demonstration.SignInAsync(asking.Key);
            foreach (var endpoint in asking)
            {
                using var answer = await person.SendWithoutTokenAsync(new HttpMethod(endpoint.Method), endpoint.Path(), endpoint.Body());
                if ((answer.StatusCode, await CodeAsync(answer)) != (HttpStatusCode.Forbidden, "ACC-0003"))
                {
                    wrong.Add($"{endpoint} answered {(int)answer.StatusCode} without the token");
                }
            }
        }

        Assert.NotEmpty(endpoints);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere/at/all")]
    [InlineData("/api/v1/nowhere")]
    public async Task Pages_and_addresses_that_are_not_there_carry_the_headers_too(string path)
    {
        using var nobody = StaffClient.WithoutSession(demonstration.Node.Address);
        using var answer = await nobody.SendAsync(HttpMethod.Get, path, null);

        Assert.Empty(LackingHeaders(answer));
    }

    [Fact]
    public async Task What_signs_or_is_dangerous_wants_a_fresh_proof_and_nothing_else_does()
    {
        var endpoints = await ServedEndpoints.ReadAsync(demonstration.Home.Home);
        Assert.Equal(_matrix.WantingProof.Order(StringComparer.Ordinal), endpoints.Where(e => e.NeedsProof).Select(e => e.ToString()).Order(StringComparer.Ordinal));
        var wrong = new List<string>();
        foreach (var asking in endpoints.Where(e => e.NeedsProof).GroupBy(e => AuthorisationMatrix.AccountOfRole.First(r => _matrix.Allows(e, r.Key)).Value))
        {
            using var person = await demonstration.SignInAsync(asking.Key);
            await new NodeFaults(demonstration.Home.Home).AgeProofsAsync();
            foreach (var endpoint in asking)
            {
                using var answer = await person.SendOnceAsync(new HttpMethod(endpoint.Method), endpoint.Path(), endpoint.Body());
                if ((answer.StatusCode, await CodeAsync(answer)) != (HttpStatusCode.Forbidden, "ACC-0007"))
                {
                    wrong.Add($"{endpoint} answered {(int)answer.StatusCode} to a page that was left open");
                }
            }

            using var proved = await person.ProveAsync();
            Assert.Equal(HttpStatusCode.NoContent, proved.StatusCode);
            using var again = await person.SendOnceAsync(new HttpMethod(asking.First().Method), asking.First().Path(), asking.First().Body());
            Assert.NotEqual("ACC-0007", await CodeAsync(again));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_case_of_the_window_does_not_exist_for_the_town_office()
    {
        using var desk = demonstration.Desk();
        var id = await desk.RegisterAsync("clean.txt", "镇所范围之外的道路");
        var caseId = long.Parse(id, System.Globalization.CultureInfo.InvariantCulture);
        var town = await desk.AsAsync("hud");
        var clerk = await desk.AsAsync("wangxy");
        var pages = (await ServedEndpoints.ReadAsync(demonstration.Home.Home)).Where(e => !e.Changes && e.IsUnder("/api/v1/cases/{id:long}")).ToList();

        Assert.True(pages.Count >= 5);
        foreach (var page in pages)
        {
            using var own = await clerk.GetRawAsync(page.Path(caseId));
            using var foreign = await town.GetRawAsync(page.Path(caseId));
            Assert.Equal((page, HttpStatusCode.OK), (page, own.StatusCode));
            Assert.Equal((page, HttpStatusCode.NotFound), (page, foreign.StatusCode));
        }

        var listed = await town.GetAsync("cases?size=100");
        Assert.DoesNotContain(listed.GetProperty("items").EnumerateArray(), c => c.GetProperty("caseId").GetString() == id);
    }

    /// <summary>What every answer must say to a browser, whatever it is an answer to.</summary>
    private static IEnumerable<string> LackingHeaders(HttpResponseMessage answer)
    {
        (string Name, string Value)[] expected =
        [
            ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ];
        foreach (var (name, value) in expected)
        {
            if (!answer.Headers.TryGetValues(name, out var given) || given.Single() != value)
            {
                yield return "without " + name;
            }
        }

        var policy = answer.Headers.TryGetValues("Content-Security-Policy", out var policies) ? policies.Single() : string.Empty;
        var script = policy.Split(';', StringSplitOptions.TrimEntries).FirstOrDefault(d => d.StartsWith("script-src", StringComparison.Ordinal));
        if (!policy.StartsWith("default-src 'none'", StringComparison.Ordinal) || script != "script-src 'self'")
        {
            yield return "with the content policy " + policy;
        }

        if (answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By"))
        {
            yield return "and named its server";
        }
    }

    private static Task<HttpResponseMessage> AskAsync(StaffClient person, ServedEndpoint endpoint) =>
        person.SendAsync(new HttpMethod(endpoint.Method), endpoint.Path(), endpoint.Body());

    /// <summary>Stopped before the use case: no session, or the codes of the access check.</summary>
    private static bool IsStopped(HttpResponseMessage answer, string code) =>
        answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && code.StartsWith("ACC-", StringComparison.Ordinal);

    private static async Task<string> CodeAsync(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) != true)
        {
            return string.Empty;
        }

        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())?["code"]?.GetValue<string>() ?? string.Empty;
    }
}
