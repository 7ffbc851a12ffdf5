using Guotu.Hosting.Decisions;
using Guotu.Hosting.Http;
using Guotu.Identity.Contracts;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.MapPublishing.Labels;

/// <summary>HTTP and services of the labels of layers: the security administrator's.</summary>
internal static class LabelEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var labels = endpoints.MapGroup("/api/v1/object-labels").WithTags("安全标记");
        labels.MapGet(string.Empty, async (LabelCommands commands, CancellationToken ct) => (await commands.ListAsync(ct)).ToHttp())
            .Requires(GrantPermissions.Manage).Produces<ObjectLabelsView>();
        labels.MapPut("/{code}", SetAsync).Requires(GrantPermissions.Manage).NeedsProof().Produces<LabelView>();
    }

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<LabelTable>();
        services.AddSingleton<LabelCommands>();
        services.AddSingleton<ILayerLabels, LayerLabels>();
        services.AddSingleton<LayerTerms>();
        services.AddSingleton<IObjectTerms>(p => p.GetRequiredService<LayerTerms>());
        services.AddSingleton<IObjectTerms, FeatureTerms>();
    }

    private static async Task<IResult> SetAsync(HttpContext http, string code, LabelBody body, LabelCommands commands, CancellationToken ct) =>
        (await commands.SetAsync(http.Command(LabelCommands.SetKind, "layer", code), code, body, ct)).ToHttp();
}
