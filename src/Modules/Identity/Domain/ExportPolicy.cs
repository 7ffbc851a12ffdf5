using Guotu.Hosting.Exports;

namespace Guotu.Identity.Domain;

/// <summary>Which exports carry a visible mark (导出标记策略). Each is recorded under its number, whatever this says.</summary>
public sealed record ExportPolicy(bool Prints, bool Reports, bool Tables, bool Features, bool Pictures)
{
    /// <summary>All but the pictures of the map service, which desktop software shows under its own maps.</summary>
    public static ExportPolicy Delivered { get; } = new(true, true, true, true, false);

    public bool Shows(ExportClass kind) => kind switch
    {
        ExportClass.Print => Prints,
        ExportClass.Report => Reports,
        ExportClass.Table => Tables,
        ExportClass.Features => Features,
        ExportClass.Picture => Pictures,
        _ => false,
    };
}
