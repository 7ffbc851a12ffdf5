using Guotu.Geo.Geometry;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Grants;

/// <summary>What a grant may name: roles, layers with their fields, towns.</summary>
public sealed record GrantChoicesView(IReadOnlyList<NamedChoiceView> Roles, IReadOnlyList<LayerChoiceView> Layers, IReadOnlyList<NamedChoiceView> Towns);

/// <summary>A code and its Chinese name.</summary>
public sealed record NamedChoiceView(string Code, string Name);

/// <summary>A layer and the fields of it that a grant may name.</summary>
/// <param name="Code"><c>*</c> for every layer.</param>
public sealed record LayerChoiceView(string Code, string Name, IReadOnlyList<NamedChoiceView> Fields);

/// <summary>
/// Names for who grants (授权可选项). The security administrator grants layers without looking at them: definitions are given here, no content. Towns
/// are left out where their layer cannot be read.
/// </summary>
internal sealed class GrantChoices(IRoles roles, ILayerCatalogue catalogue, IRasterCatalogue rasters, ICountyTowns towns, IClock clock)
{
    private static readonly GridEnvelope Everywhere = new(long.MinValue / 2, long.MinValue / 2, long.MaxValue / 2, long.MaxValue / 2);

    public async Task<GrantChoicesView> ReadAsync(CancellationToken ct)
    {
        var holders = (await roles.ListAsync(ct)).Where(r => r.Permissions.Contains(MapPublishingModule.ReadPermission));
        var pinned = await towns.PinAsync(Everywhere, clock.Today, ct);
        return new GrantChoicesView(
            [.. holders.Select(r => new NamedChoiceView(r.Code, r.Name))],
            [
                new LayerChoiceView(GrantRow.EveryLayer, "全部图层", []),
                .. catalogue.Definitions.Select(l => new LayerChoiceView(l.Code, l.Name, [.. l.Fields.Select(f => new NamedChoiceView(f.Code, f.Name))])),
                .. rasters.Definitions.Select(r => new LayerChoiceView(r.Code, r.Name, [])),
                new LayerChoiceView(LayerCodes.ApplicationParcels, "申请地块", []),
            ],
            pinned.IsSuccess ? [.. pinned.Value.Towns.Select(t => new NamedChoiceView(t.Code.PadRight(12, '0'), t.Name))] : []);
    }
}
