using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Print.Layouts;

/// <summary>A paper of the A series (幅面).</summary>
internal sealed record PrintPaper(string Code, PageSize Upright)
{
    public static readonly IReadOnlyList<PrintPaper> All =
    [
        new("A4", PageSize.A4), new("A3", PageSize.A3), new("A2", PageSize.A2), new("A1", PageSize.A1), new("A0", PageSize.A0),
    ];

    public static PrintPaper? Find(string code) => All.FirstOrDefault(p => p.Code == code);

    public PageSize Size(bool landscape) => landscape ? Upright.Landscape : Upright;
}
