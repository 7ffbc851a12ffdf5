using System.Text;
using System.Text.Json.Nodes;
using Guotu.Hosting.Http;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests.Attacks;

/// <summary>
/// Every endpoint that takes a body is sent bodies that are too deep, too long, too many or too large (请求体限额): each is refused by its registered code before
/// any use case, and the node goes on working.
/// </summary>
public sealed class BodyLimitsTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private static readonly string Deep = string.Concat(Enumerable.Repeat("{\"a\":[", 17)) + "1" + string.Concat(Enumerable.Repeat("]}", 17));

    private readonly AuthorisationMatrix _matrix = AuthorisationMatrix.Read();

    [Fact]
    public async Task Json_that_is_too_deep_too_long_or_too_much_is_refused_at_every_endpoint()
    {
        var endpoints = (await ServedEndpoints.ReadAsync(demonstration.Home.Home)).Where(e => e.Changes && !e.TakesMultipart).ToList();
        var wrong = new List<string>();
        foreach (var asking in endpoints.GroupBy(Asker))
        {
            using var person = asking.Key is { } account ? await demonstration.SignInAsync(account) : StaffClient.WithoutSession(demonstration.Node.Address);
            foreach (var endpoint in asking)
            {
                var bounds = endpoint.Takes.Figures ? JsonMustBeBounded.OfFigures : JsonMustBeBounded.Usual;
                foreach (var (code, body) in Hostile(bounds, isAnonymous: asking.Key is null))
                {
                    using var answer = await person.SendOnceAsync(new HttpMethod(endpoint.Method), endpoint.Path(), new StringContent(body, Encoding.UTF8, "application/json"));
                    var found = JsonNode.Parse(await answer.Content.ReadAsStringAsync())?["code"]?.GetValue<string>();
                    if (found != code || (int)answer.StatusCode is < 400 or >= 500)
                    {
                        wrong.Add($"{endpoint} answered {(int)answer.StatusCode} {found} where {code} was expected");
                    }
                }
            }
        }

        Assert.True(endpoints.Count > 80, $"only {endpoints.Count} endpoints take a body");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Only_what_takes_a_file_is_given_the_upload_limit()
    {
        var endpoints = await ServedEndpoints.ReadAsync(demonstration.Home.Home);

        Assert.Equal(["POST /api/v1/analysis/figures", "POST /api/v1/files"], endpoints.Where(e => e.Takes.Upload).Select(e => e.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(endpoints.Where(e => e.TakesMultipart).Select(e => e.ToString()), endpoints.Where(e => e.Takes.Upload).Select(e => e.ToString()));
    }

    /// <summary>The counting and the reader of the body must read the same.</summary>
    [Theory]
    [InlineData("utf-16", "LIM-0005")]
    [InlineData("utf-8", "LIM-0002")]
    public async Task Neither_another_encoding_nor_a_byte_order_mark_gets_a_deep_body_past_the_counting(string encoding, string code)
    {
        using var clerk = await demonstration.SignInAsync("wangxy");
        var bytes = Encoding.GetEncoding(encoding) is var text ? text.GetPreamble().Concat(text.GetBytes(Deep)).ToArray() : [];
        using var body = new ByteArrayContent(bytes);
        body.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=" + encoding);
        using var answer = await clerk.SendOnceAsync(HttpMethod.Post, "cases", body);
        Assert.Equal(code, JsonNode.Parse(await answer.Content.ReadAsStringAsync())?["code"]?.GetValue<string>());
    }

    /// <summary>By the header alone, and in pieces without one.</summary>
    [Fact]
    public async Task Whoever_is_not_signed_in_sends_64_KiB_at_most_whatever_the_kind()
    {
        var node = demonstration.Node.Address;
        foreach (var endpoint in (await ServedEndpoints.ReadAsync(demonstration.Home.Home)).Where(e => e.Changes && _matrix.AllowsAnyone(e)))
        {
            foreach (var kind in (string[])["application/x-www-form-urlencoded", "application/json"])
            {
                var (status, text) = await RawHttp.SendAsync(
                    node, $"{endpoint.Method} {endpoint.Path()} HTTP/1.1\r\nHost: {node.Authority}\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {BodyLimits.OfAnyone + 1}\r\n\r\n");
                // Routing refuses a kind that the endpoint does not take, before anything is read.
                Assert.True(status is 413 or 415, $"{endpoint} took 64 KiB of {kind}: {status}");
                Assert.True(status == 415 || text.Contains("LIM-0001", StringComparison.Ordinal), text);
            }
        }

        foreach (var path in (string[])["/openid/authorize", "/openid/end-session"])
        {
            var piece = $"10010\r\n{"a=" + new string('x', 0x1000e)}\r\n";
            var (status, text) = await RawHttp.SendAsync(
                node, $"POST {path} HTTP/1.1\r\nHost: {node.Authority}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n{piece}");
            Assert.True(status == 413 && text.Contains("LIM-0001", StringComparison.Ordinal), $"{path} answered {status} {text}");
        }
    }

    [Theory]
    [InlineData("[[[1]]]", null)]
    [InlineData("[[[[1]]]]", "LIM-0002")]
    [InlineData("{\"a\":{\"b\":{\"c\":{}}}}", "LIM-0002")]
    [InlineData("[1,2,3,4]", null)]
    [InlineData("[1,2,3,4,5]", "LIM-0003")]
    [InlineData("[[1,2],[3,4],[5,6]]", null)]
    [InlineData("[[1,2,3],[4,5,6],[7,8,9]]", "LIM-0004")]
    [InlineData("{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5}", "LIM-0003")]
    [InlineData("not json", null)]
    [InlineData("", null)]
    public void Json_is_counted_before_anything_is_made_of_it(string body, string? code) =>
        Assert.Equal(code, new JsonMustBeBounded(3, 4, 11).Check(Encoding.UTF8.GetBytes(body))?.Code.Value);

    private string? Asker(ServedEndpoint endpoint) =>
        _matrix.AllowsAnyone(endpoint) ? null : AuthorisationMatrix.AccountOfRole.First(r => _matrix.Allows(endpoint, r.Key)).Value;

    private static IEnumerable<(string Code, string Body)> Hostile(JsonMustBeBounded bounds, bool isAnonymous)
    {
        yield return ("LIM-0002", Deep);
        yield return ("LIM-0003", "{\"a\":[" + string.Join(',', Enumerable.Repeat('1', bounds.ArrayLength + 1)) + "]}");
        if (isAnonymous)
        {
            // So many values are more than 64 KiB, which is refused before the body comes.
            yield break;
        }

        var row = "[" + string.Join(',', Enumerable.Repeat('1', 1_000)) + "]";
        var many = "{\"a\":[" + string.Join(',', Enumerable.Repeat(row, (bounds.Values / 1_000) + 1)) + "]}";
        yield return ("LIM-0004", many);
    }
}
