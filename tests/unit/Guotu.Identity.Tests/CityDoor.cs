using Guotu.Identity.Contracts;
using Guotu.Identity.Login;
using Guotu.Identity.OpenId;
using Guotu.Identity.OpenId.Upstream;
using Guotu.Identity.OpenId.Upstream.Manage;
using Guotu.Identity.OpenId.Upstream.SignIn;
using Guotu.Identity.SecondFactor;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.WebUtilities;

namespace Guotu.Identity.Tests;

/// <summary>An office that people come into by the city's login, and how they do.</summary>
internal static class CityDoor
{
    private static readonly CancellationToken Never = CancellationToken.None;

    public static async Task<Office> OpenAsync(string provider, StandInCity city)
    {
        var office = await Office.OpenAsync(provider, hosts: [city.Host]);
        var security = await office.SignedInAsync("secadmin");
        var set = await office.Get<IOpenIdAdministration>().SetProviderAsync(office.As(security, OpenIdKinds.Provider), new OpenIdProviderBody(RegisteredSystem.Issuer, false), Never);
        Assert.True(set.IsSuccess, set.Error?.Text);
        await SetAsync(office, Settings(city));
        return office;
    }

    /// <summary>The same, with an officer bound to whom the city proves.</summary>
    public static async Task<Office> OpenBoundAsync(string provider, StandInCity city)
    {
        var office = await OpenAsync(provider, city);
        city.Token = nonce => city.Sign(office.Clock, nonce, city.Own);
        await BindAsync(office, "lijg", StandInCity.Subject);
        return office;
    }

    public static UpstreamBody Settings(StandInCity city) =>
        new("市统一身份", city.Issuer, StandInCity.ClientId, "the-city-gave-this-secret-of-32-bytes", ["RS256"], false, true);

    public static async Task SetAsync(Office office, UpstreamBody wanted)
    {
        var set = await office.Get<UpstreamCommands>().SetAsync(office.As(await office.SignedInAsync("secadmin"), UpstreamKinds.Settings), wanted, Never);
        Assert.True(set.IsSuccess, set.Error?.Text);
    }

    public static async Task<Result> TryBindAsync(Office office, string account, string subject) => await office.Get<UpstreamCommands>().BindPersonAsync(
        office.As(await office.SignedInAsync("secadmin"), UpstreamKinds.Bind), new BindingBody(account, subject, "市局来函第三号"), Never);

    public static async Task BindAsync(Office office, string account, string subject)
    {
        var bound = await TryBindAsync(office, account, subject);
        Assert.True(bound.IsSuccess, bound.Error?.Text);
    }

    public static async Task<byte[]> BindTokenAsync(Office office, string account)
    {
        var caller = await office.SignedInAsync(account);
        var bind = office.Get<BindOtp>();
        var seed = SeedReader.Read((await bind.StartAsync(office.As(caller, BindOtp.StartKind), Never)).Value.Address);
        Assert.True((await bind.ConfirmAsync(office.As(caller, BindOtp.BindKind), "none", CodeAt(office, seed), Never)).IsSuccess);
        return seed;
    }

    public static string CodeAt(Office office, byte[] seed) => PeerToken.At(seed, office.Clock.Now.UnixMicroseconds / 60_000_000);

    public static async Task<Begun> BeginAsync(Office office, StandInCity city)
    {
        var started = await office.Get<StartUpstream>().RunAsync(Never);
        Assert.True(started.IsSuccess, started.Error?.Text);
        var asked = QueryHelpers.ParseQuery(new Uri(started.Value.Location).Query);
        Assert.Equal((RegisteredSystem.Issuer + "/login/city", "S256"), (asked["redirect_uri"].ToString(), asked["code_challenge_method"].ToString()));
        city.Nonce = asked["nonce"]!;
        return new Begun(asked["state"]!, started.Value.Browser);
    }

    public static Task<Result<SignedIn>> CompleteAsync(Office office, Begun login, string query, string? code = null) => office.Get<CompleteUpstream>().RunAsync(
        new UpstreamReturn(query, office.Seal(nonce => new { nonce, code }), login.Browser, "10.1.3.7"), Never);

    public sealed record Begun(string State, string Browser)
    {
        public string Answer(StandInCity city) => $"?code=the-code&state={State}&iss={Uri.EscapeDataString(city.Issuer)}";
    }
}
