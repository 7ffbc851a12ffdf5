using Guotu.OneMap.Catalogue;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.OneMap.Tests;

public sealed class LayerStyleTests
{
    /// <summary>Difference in CIE Lab below which two flat colours are easily taken for each other on a map.</summary>
    private const double LeastDifference = 8;

    [Fact]
    public void Every_layer_is_drawn_by_a_style_file_of_its_own()
    {
        foreach (var layer in CatalogueFiles.Layers())
        {
            Assert.Equal(layer.Code, layer.Drawing.Layer);
            Assert.All(layer.Drawing.Styles.SelectMany(s => s.Fields), f => Assert.NotNull(layer.Field(f)));
        }
    }

    [Fact]
    public void The_pages_get_the_colours_of_the_style_file()
    {
        var landUse = CatalogueFiles.Layers().Single(l => l.Code == "DLTB");

        Assert.Equal("DLBM", landUse.Style.ByField);
        Assert.Equal("#FFFBB1", landUse.Style.Classes.Single(c => c.Value == "0103").Fill);
        Assert.Equal("#E1DCE1", landUse.Style.Fill);
        Assert.Equal(30_000, CatalogueFiles.Layers().Single(l => l.Code == "YJJBNT").Style.ThinFrom);
        Assert.Null(CatalogueFiles.Layers().Single(l => l.Code == "STBHHX").Style.ThinFrom);
        Assert.Equal("hatch45", CatalogueFiles.Layers().Single(l => l.Code == "YJJBNT").Style.Pattern);
        Assert.Equal("dots", CatalogueFiles.Layers().Single(l => l.Code == "STBHHX").Style.Pattern);
        Assert.Equal("dash-dot", CatalogueFiles.Layers().Single(l => l.Code == "CZKFBJ").Style.Pattern);
    }

    [Fact]
    public void Land_classes_of_the_aid_differ_for_who_does_not_see_green_and_red()
    {
        var aid = CatalogueFiles.Layers().Single(l => l.Code == "DLTB").Drawing.Find("aid")!;
        var classes = aid.Rules.Where(r => r.Filter is ValueFilter).Select(r => (r.Name, Fill: r.Symbolizers.OfType<PolygonSymbolizer>().Single().Fill!)).ToList();
        var alike = new List<string>();
        for (var i = 0; i < classes.Count; i++)
        {
            for (var j = i + 1; j < classes.Count; j++)
            {
                var (a, b) = (classes[i].Fill, classes[j].Fill);
                if (ColourVision.DeuteranopeDifference(a.Colour!.Value, b.Colour!.Value) < LeastDifference && SameHatch(a.Hatch, b.Hatch))
                {
                    alike.Add(classes[i].Name + " " + classes[j].Name);
                }
            }
        }

        Assert.Empty(alike);
    }

    [Fact]
    public void The_official_colours_alone_are_known_not_to_differ()
    {
        var usual = CatalogueFiles.Layers().Single(l => l.Code == "DLTB").Style;
        string Fill(string value) => usual.Classes.Single(c => c.Value == value).Fill;

        Assert.True(ColourVision.DeuteranopeDifference(Colour.Parse(Fill("0307")), Colour.Parse(Fill("08H1"))) < LeastDifference);
    }

    private static bool SameHatch(Hatch? a, Hatch? b) => (a?.Kind, a?.Spacing) == (b?.Kind, b?.Spacing);
}
