using Guotu.Database.Rows;
using Guotu.Identity.Contracts;
using Guotu.Identity.OpenId.Describe;
using Guotu.Identity.OpenId.EndSession;
using Guotu.Identity.OpenId.ManageClients;
using Guotu.Identity.OpenId.ManageProvider;
using Guotu.Identity.OpenId.Redeem;
using Guotu.Identity.OpenId.SignOn;
using Guotu.Identity.OpenId.Store;
using Guotu.Identity.OpenId.TellLogout;
using Guotu.Identity.OpenId.TellPerson;
using Guotu.Identity.OpenId.Upstream;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Identity.OpenId;

/// <summary>Wires signing on to other systems into the module.</summary>
internal static class OpenIdServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IProtectedRows>(ProtectedRows<ProviderRow>.Plain(ProviderRow.Table, r => r.ProviderId, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(ProtectedRows<ClientRow>.Plain(ClientRow.Table, r => r.ClientKey, r => r.RowMac, r => r.Values));
        services.AddSingleton<IProtectedRows>(new ProtectedRows<SigningKeyRow>(SigningKeyRow.Table, SigningKeyRow.Open));
        services.AddSingleton<Providers>();
        services.AddSingleton<Clients>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<SignOns>();
        services.AddSingleton<ClientSecrets>();
        services.AddSingleton<ClientCommands>();
        services.AddSingleton<ProviderCommands>();
        services.AddSingleton<IOpenIdAdministration, OpenIdAdministration>();
        services.AddSingleton<ProtocolGate>();
        services.AddSingleton<DescribeProvider>();
        services.AddSingleton<SystemsAsking>();
        services.AddSingleton<SignOnTicket>();
        services.AddSingleton<AskSignOn>();
        services.AddSingleton<SignOnToSystem>();
        services.AddSingleton<SystemsOfPerson>();
        services.AddSingleton<Subjects>();
        services.AddSingleton<SignedOnPersons>();
        services.AddSingleton<UserInfo>();
        services.AddSingleton<ClientAssertions>();
        services.AddSingleton<KnownSystems>();
        services.AddSingleton<IdTokens>();
        services.AddSingleton<RedeemCode>();
        services.AddSingleton<RevokeToken>();
        services.AddSingleton<LogoutRequests>();
        services.AddSingleton<IProtectedRows>(ProtectedRows<NoticeAddressRow>.Plain(NoticeAddressRow.Table, r => r.ClientKey, r => r.RowMac, r => r.Values));
        services.AddSingleton<NoticeAddresses>();
        services.AddSingleton<LogoutNotices>();
        services.AddSingleton<LogoutTokens>();
        services.AddSingleton<NoticeConnection>();
        services.AddSingleton<TellSystems>();
        UpstreamServices.Add(services);
    }

    public static void AddPumps(IServiceCollection services) => services.AddHostedService<NoticePump>();

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        OpenIdAdministrationEndpoints.Map(endpoints);
        DescribeProvider.Map(endpoints);
        SignOnEndpoints.Map(endpoints);
        TokenEndpoints.Map(endpoints);
        UserInfo.Map(endpoints);
        LogoutEndpoints.Map(endpoints);
        UpstreamServices.Map(endpoints);
    }
}
