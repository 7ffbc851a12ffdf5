using System.Net;
using System.Text.Json;
using Guotu.Identity.Contracts;
using Guotu.Identity.Login;
using Guotu.Identity.ManageAccounts;
using Guotu.Identity.ManageSessions;
using Guotu.Identity.OpenId;
using Guotu.Identity.OpenId.TellLogout;
using Guotu.Identity.Sessions;
using Guotu.Testing.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Guotu.Identity.Tests;

/// <summary>Other systems are told that a session ended, once, and only where they are registered to be told.</summary>
public sealed class LogoutNoticeTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_system_that_a_person_signed_on_to_is_told_once_when_the_session_ends_by_whatever_way(string provider)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var office = await Office.OpenAsync(provider, hosts: [receiver.Host]);
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        var silent = await RegisteredSystem.RegisterAsync(office, "silent-system", ["window"]);
        await SetAsync(office, receiver.Address);
        var tell = office.Get<TellSystems>();

        // Out by oneself, sent out by the security administrator, and disabled.
        Func<string, Task>[] ends =
        [
            async token => Assert.True((await office.Get<SignOut>().RunAsync(office.As((await office.CallerAsync(token)).Value, "identity.logout"), DigestOf(office, token), Never)).IsSuccess),
            async _ =>
            {
                var security = office.As(await office.SignedInAsync("secadmin"), OpenSessions.WithdrawKind);
                var open = (await office.Get<OpenSessions>().AllAsync(string.Empty, Never)).Value.Single(s => s.Account == "wangxy");
                Assert.True((await office.Get<OpenSessions>().WithdrawAsync(security, open.Id, Never)).IsSuccess);
            },
            async _ => Assert.True((await office.Get<IAccountAdministration>().DisableAsync(office.As(await office.SignedInAsync("sysadmin"), AccountCommands.ExpiryKind), "wangxy", Never)).IsSuccess),
        ];
        for (var i = 0; i < ends.Length; i++)
        {
            var token = (await office.SignInAsync("wangxy", office.Passwords["wangxy"])).Value.Token;
            var redeemed = await archives.RedeemAsync(await archives.CodeForAsync(token));
            await silent.RedeemAsync(await silent.CodeForAsync(token));
            await archives.CodeForAsync(token);
            Assert.Equal(0, await tell.RunOnceAsync(Never));

            await ends[i](token);

            Assert.Equal(1, await tell.RunOnceAsync(Never));
            Assert.Equal(0, await tell.RunOnceAsync(Never));
            Assert.Equal(i + 1, receiver.Tokens.Count);
            var told = new JsonWebToken(receiver.Tokens[i]);
            var signedOn = new JsonWebToken(redeemed.IdToken);
            Assert.Equal((signedOn.GetClaim("sid").Value, signedOn.Subject, "logout+jwt"), (told.GetClaim("sid").Value, told.Subject, told.Typ));
            Assert.True((await archives.ValidateAsync(receiver.Tokens[i])).IsValid);
            Assert.True(JsonDocument.Parse(told.GetClaim("events").Value).RootElement.TryGetProperty("http://schemas.openid.net/event/backchannel-logout", out _));
            Assert.False(told.TryGetClaim("nonce", out _));
        }

        Assert.Equal(3, office.Audit.Summaries.Count(s => s.StartsWith("已通知 archives", StringComparison.Ordinal)));
    }

    [Theory]
    [BothDatabases]
    public async Task A_system_that_is_away_is_told_later_and_given_up_after_some_hours(string provider)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var office = await Office.OpenAsync(provider, hosts: [receiver.Host]);
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        await SetAsync(office, receiver.Address);
        var tell = office.Get<TellSystems>();
        await EndAsync(office, archives);
        receiver.Status = 503;

        Assert.Equal(1, await tell.RunOnceAsync(Never));
        Assert.Equal(0, await tell.RunOnceAsync(Never));
        receiver.Status = 204;
        office.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await tell.RunOnceAsync(Never));
        Assert.Equal(2, receiver.Tokens.Count);
        Assert.NotEqual(new JsonWebToken(receiver.Tokens[0]).Id, new JsonWebToken(receiver.Tokens[1]).Id);

        receiver.Status = 302;
        await EndAsync(office, archives);
        for (var i = 0; i < LogoutNotices.Most + 5; i++)
        {
            await tell.RunOnceAsync(Never);
            office.Clock.Advance(TimeSpan.FromHours(2));
        }

        Assert.Equal(2 + LogoutNotices.Most, receiver.Tokens.Count);
        Assert.Contains(office.Audit.Summaries, s => s.StartsWith($"通知 {LogoutNotices.Most} 次没有成功(应答 302)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_an_address_on_a_listed_host_is_registered_and_an_altered_one_is_not_called()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var office = await Office.OpenAsync("sqlite", hosts: [receiver.Host]);
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        Assert.Equal(OpenIdErrors.NoticeHostNotListed, (await TrySetAsync(office, "https://169.254.169.254/latest")).Error!.Code);
        Assert.Equal(OpenIdErrors.NoticeHostNotListed, (await TrySetAsync(office, "https://evil.example/bye")).Error!.Code);
        Assert.Equal(OpenIdErrors.AddressInvalid, (await TrySetAsync(office, "http://archives.example.gov.cn/bye")).Error!.Code);
        await SetAsync(office, receiver.Address);
        Assert.Equal(receiver.Address, (await office.Get<IOpenIdAdministration>().ReadAsync(Never)).Value.Clients.Single().LogoutNotice);

        Assert.Equal(1, await office.TamperAsync($"UPDATE id_openid_notice_to SET address_text = '{receiver.Address}/elsewhere'"));
        await EndAsync(office, archives);
        for (var i = 0; i < LogoutNotices.Most; i++)
        {
            await office.Get<TellSystems>().RunOnceAsync(Never);
            office.Clock.Advance(TimeSpan.FromHours(2));
        }

        Assert.Empty(receiver.Tokens);
        Assert.Contains(office.Audit.Summaries, s => s.Contains("(通知地址被改动)", StringComparison.Ordinal));
        var shown = (await office.Get<IOpenIdAdministration>().ReadAsync(Never)).Value.Clients.Single();
        Assert.Equal((false, (string?)null), (shown.Intact, shown.LogoutNotice));
    }

    [Theory]
    [BothDatabases]
    public async Task A_system_that_is_away_keeps_no_other_waiting_and_all_that_waits_for_it_comes_in_the_end(string provider)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var office = await Office.OpenAsync(provider, hosts: [receiver.Host]);
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        await SetAsync(office, receiver.Address);
        const int Ends = 12;
        for (var i = 0; i < Ends; i++)
        {
            await EndAsync(office, archives);
        }

        var tell = office.Get<TellSystems>();
        receiver.Status = 503;
        Assert.Equal(8, await tell.RunOnceAsync(Never));
        Assert.Equal(0, await tell.RunOnceAsync(Never));
        office.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(8, await tell.RunOnceAsync(Never));
        Assert.Equal(16, receiver.Tokens.Count);

        receiver.Status = 200;
        receiver.Tokens.Clear();
        office.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((8, 4, 0), (await tell.RunOnceAsync(Never), await tell.RunOnceAsync(Never), await tell.RunOnceAsync(Never)));

        Assert.Equal(Ends, receiver.Tokens.Count);
        Assert.Equal(Ends, receiver.Tokens.Select(t => new JsonWebToken(t).GetClaim("sid").Value).Distinct().Count());
        Assert.All(receiver.Tokens, t => Assert.Equal(TimeSpan.FromMinutes(2), new JsonWebToken(t).ValidTo - new JsonWebToken(t).IssuedAt));
    }

    [Fact]
    public async Task A_file_of_the_authority_that_is_not_there_refuses_notices_and_not_the_start()
    {
        await using var office = await Office.OpenAsync("sqlite", hosts: ["da.example.gov.cn"]);
        using var connection = new NoticeConnection(office.Node with { LogoutNoticeAuthority = Path.Combine(office.Node.Home, "no-such.pem") });
        Assert.True((await connection.PostAsync("https://da.example.gov.cn/bye", "t", Never))!.IsAway);
        Assert.Equal("主机不在 logoutNoticeHosts", (await connection.PostAsync("https://evil.example/bye", "t", Never))!.Reason);
    }

    private static async Task EndAsync(Office office, RegisteredSystem system)
    {
        var token = (await office.SignInAsync("wangxy", office.Passwords["wangxy"])).Value.Token;
        await system.RedeemAsync(await system.CodeForAsync(token));
        Assert.True((await office.Get<SignOut>().RunAsync(office.As((await office.CallerAsync(token)).Value, "identity.logout"), DigestOf(office, token), Never)).IsSuccess);
    }

    private static string DigestOf(Office office, string token) => office.Get<SessionTokens>().DigestOf(token).Value;

    private static async Task<Kernel.Results.Result> TrySetAsync(Office office, string? address) =>
        await office.Get<IOpenIdAdministration>().SetLogoutNoticeAsync(office.As(await office.SignedInAsync("secadmin"), OpenIdKinds.Client), "archives", address, Never);

    private static async Task SetAsync(Office office, string address)
    {
        var set = await TrySetAsync(office, address);
        Assert.True(set.IsSuccess, set.Error?.Text);
    }

    /// <summary>What another system listens with.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Receiver(WebApplication app) => _app = app;

        public List<string> Tokens { get; } = [];

        public int Status { get; set; } = 200;

        public string Address { get; private set; } = string.Empty;

        public string Host => new Uri(Address).Authority;

        public static async Task<Receiver> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
            var app = builder.Build();
            var receiver = new Receiver(app);
            app.MapPost("/bye", async (HttpRequest request) =>
            {
                var token = (await request.ReadFormAsync())["logout_token"].ToString();
                lock (receiver.Tokens)
                {
                    receiver.Tokens.Add(token);
                }

                return Results.StatusCode(receiver.Status);
            });
            await app.StartAsync();
            receiver.Address = app.Urls.First() + "/bye";
            return receiver;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
