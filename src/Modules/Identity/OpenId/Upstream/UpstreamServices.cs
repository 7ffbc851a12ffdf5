using Guotu.Database.Rows;
using Guotu.Identity.Contracts;
using Guotu.Identity.OpenId.Upstream.Connect;
using Guotu.Identity.OpenId.Upstream.Manage;
using Guotu.Identity.OpenId.Upstream.SignIn;
using Guotu.Identity.OpenId.Upstream.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Identity.OpenId.Upstream;

/// <summary>Wires logins over the city's provider into the module.</summary>
internal static class UpstreamServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IProtectedRows>(new ProtectedRows<UpstreamRow>(UpstreamRow.Table, UpstreamRow.Open));
        services.AddSingleton<IProtectedRows>(ProtectedRows<BindingRow>.Plain(BindingRow.Table, r => r.UserId, r => r.RowMac, r => r.Values));
        services.AddSingleton<Upstreams>();
        services.AddSingleton<Bindings>();
        services.AddSingleton<UpstreamLogins>();
        services.AddSingleton<UpstreamConnection>();
        services.AddSingleton<UpstreamDirectory>();
        services.AddSingleton<UpstreamIdToken>();
        services.AddSingleton<UpstreamExchange>();
        services.AddSingleton<UpstreamAccounts>();
        services.AddSingleton<StartUpstream>();
        services.AddSingleton<CompleteUpstream>();
        services.AddSingleton<UpstreamCommands>();
        services.AddSingleton<UpstreamList>();
        services.AddSingleton<IUpstreamAdministration, UpstreamAdministration>();
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        UpstreamLoginEndpoints.Map(endpoints);
        UpstreamEndpoints.Map(endpoints);
    }
}
