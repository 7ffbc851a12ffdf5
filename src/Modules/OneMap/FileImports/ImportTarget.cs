using Guotu.Hosting.Callers;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.FileImports;

/// <summary>
/// The layer that a person loads. Its present content is replaced as a whole, so whoever does it must see it as a whole; a layer that does not exist for the
/// person is told like an unknown one.
/// </summary>
internal sealed class ImportTarget(ILayerCatalogue catalogue, ILayerAccess access, IClock clock)
{
    public async Task<Result<LayerDefinition>> FindAsync(Caller caller, string code, CancellationToken ct)
    {
        if (catalogue.Find(code) is not { } layer)
        {
            return Unknown(code);
        }

        var state = await catalogue.StateAsync(code, clock.Today, ct);
        var sights = await access.OfAsync(caller, ct);
        return sights.OfNamed(code, state.IsSuccess ? state.Value.Label : LabelScheme.Shipped.Highest) switch
        {
            null => Unknown(code),
            _ when state.Error is { } unread => unread,
            { IsWhole: false } => new Error(OneMapErrors.ImportInPart, ("layer", layer.Name)),
            _ => layer,
        };
    }

    private static Error Unknown(string code) => new(KernelErrors.NotFound, ("what", "图层 " + code));
}
