using System.Net;
using System.Text;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Tokens;
using Guotu.Testing.Database;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Tests;

/// <summary>A token opens what its holder sees, from where and for as long as it says (桌面软件令牌).</summary>
public sealed class TokenTests
{
    [Theory]
    [BothDatabases]
    public async Task A_token_opens_until_its_last_moment_and_not_after(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        var secret = await MadeAsync(bench, days: 30);
        Assert.True((await AskAsync(bench, secret, "10.1.3.7")).IsSuccess);
        bench.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.True((await AskAsync(bench, secret, "10.1.3.7")).IsSuccess);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(AccessErrors.NotSignedIn, (await AskAsync(bench, secret, "10.1.3.7")).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_token_bound_to_addresses_opens_from_them_only_also_behind_the_proxy(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        var secret = await MadeAsync(bench, days: 1, "10.1.3.7", "fd00::7");
        Assert.True((await AskAsync(bench, secret, "10.1.3.7")).IsSuccess);
        Assert.True((await AskAsync(bench, secret, "::ffff:10.1.3.7")).IsSuccess);
        Assert.True((await AskAsync(bench, secret, "fd00::7")).IsSuccess);
        Assert.False((await AskAsync(bench, secret, "10.1.3.8")).IsSuccess);
    }

    [Fact]
    public async Task A_token_is_taken_from_each_place_and_carries_one_right()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        var secret = await MadeAsync(bench, days: 1);
        foreach (var caller in new[]
        {
            await FindAsync(bench, Request(h => h.Request.Headers.Authorization = "Bearer " + secret)),
            await FindAsync(bench, Request(h => h.Request.Headers.Authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("anyone:" + secret)))),
            await FindAsync(bench, Request(h => h.Request.QueryString = new QueryString("?token=" + secret))),
        })
        {
            Assert.Equal(["onemap.view"], caller.Value.Permissions);
        }

        Assert.False((await FindAsync(bench, Request(h => h.Request.Headers.Authorization = "Bearer " + secret[..^1] + (secret[^1] == 'A' ? "B" : "A")))).IsSuccess);
        Assert.False((await FindAsync(bench, Request(h => h.Request.Headers.Authorization = "Basic %%%"))).IsSuccess);
        Assert.False((await FindAsync(bench, Request(h => h.Request.Headers.Authorization = "Bearer " + new string('x', 5_000)))).IsSuccess);
    }

    [Fact]
    public async Task A_token_whose_row_was_given_a_longer_life_opens_nothing()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        var secret = await MadeAsync(bench, days: 1);
        await bench.BehindTheBackAsync("UPDATE mp_token SET token_name = 'another'");
        Assert.False((await AskAsync(bench, secret, "10.1.3.7")).IsSuccess);
    }

    private static async Task<string> MadeAsync(PublishingBench bench, int days, params string[] addresses)
    {
        var made = await bench.The<TokenCommands>().CreateAsync(PublishingBench.Command(TokenCommands.CreateKind), new MapTokenBody("作图电脑", days, addresses), PublishingBench.Never);
        return made.IsSuccess ? made.Value.Secret : throw new InvalidOperationException(made.Error!.Text);
    }

    private static Task<Result<Caller>> AskAsync(PublishingBench bench, string secret, string address) => FindAsync(bench, Request(http =>
    {
        http.Request.Headers.Authorization = "Bearer " + secret;
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
    }));

    private static DefaultHttpContext Request(Action<DefaultHttpContext> set)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse("10.1.3.7");
        set(http);
        return http;
    }

    private static Task<Result<Caller>> FindAsync(PublishingBench bench, HttpContext http) => bench.The<ITokenCallers>().FindAsync(http, PublishingBench.Never);
}
