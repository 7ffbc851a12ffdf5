using Guotu.Hosting.Decisions;
using Guotu.Hosting.Http;
using Guotu.Identity.Contracts;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.MapPublishing.Labels;

/// <summary>A revision with the label that it brought with it.</summary>
public sealed record RevisionLabelLine(int Revision, DateOnly AsOf, LabelView Label)
{
    public static RevisionLabelLine Of(LabelledRevision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return new RevisionLabelLine(revision.Number, revision.AsOf, LabelView.Of(revision.Label));
    }
}

/// <summary>HTTP and services of the labels of layers: the security administrator's.</summary>
internal static class LabelEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var labels = endpoints.MapGroup("/api/v1/object-labels").WithTags("安全标记");
        labels.MapGet(string.Empty, async (LabelCommands commands, CancellationToken ct) => (await commands.ListAsync(ct)).ToHttp())
            .Requires(GrantPermissions.Manage).Produces<ObjectLabelsView>();
        labels.MapGet("/{code}/revisions", async (string code, IRevisionLabels revisions, CancellationToken ct) =>
                (await revisions.ListAsync(code, ct)).Map<IReadOnlyList<RevisionLabelLine>>(found => [.. found.Select(RevisionLabelLine.Of)]).ToHttp())
            .Requires(GrantPermissions.Manage).Produces<IReadOnlyList<RevisionLabelLine>>();
        labels.MapPut("/{code}", SetAsync).Requires(GrantPermissions.Manage).NeedsProof().Produces<LabelView>();
    }

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<LabelTable>();
        services.AddSingleton<LabelCommands>();
        services.AddSingleton<ILayerLabels, LayerLabels>();
        services.AddSingleton<IControlledAct, LowerRevisionLabel>();
        services.AddSingleton<LayerTerms>();
        services.AddSingleton<IObjectTerms>(p => p.GetRequiredService<LayerTerms>());
        services.AddSingleton<IObjectTerms, FeatureTerms>();
    }

    private static async Task<IResult> SetAsync(HttpContext http, string code, LabelBody body, LabelCommands commands, CancellationToken ct) =>
        (await commands.SetAsync(http.Command(LabelCommands.SetKind, "layer", code), code, body, ct)).ToHttp();
}
