using Guotu.OneMap.Catalogue;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Tests;

public sealed class CatalogueTests
{
    [Fact]
    public void Every_layer_file_is_read_and_has_the_fields_it_names()
    {
        var layers = CatalogueFiles.Layers();

        Assert.Equal(10, layers.Count);
        Assert.All(layers, l => Assert.True(l.Fields.Count > 5 && l.KeyFields.Count > 0 && l.Category.Count == 2 && l.Style.Source.Length > 0));
        Assert.Equal(30, layers.Single(l => l.Code == "DLTB").Fields.Count);
    }

    [Fact]
    public void A_layer_file_that_labels_by_a_field_it_does_not_have_stops_the_start()
    {
        const string Text = "code: XZQ\nname: 某\ncategory: [甲, 乙]\ngeometry: polygon\nlabelField: NONE\nkeyFields: [BSM]\nfields:\n  - [BSM, 标识码, text, \"18\", \"0\", M]\nstyle:\n  source: 测试\n";

        Assert.Throws<InvalidOperationException>(() => CatalogueFiles.Parse("x.yaml", Text));
    }

    [Theory]
    [InlineData("0101", "水田", LandKind.Agricultural)]
    [InlineData("0603", "盐田", LandKind.Construction)]
    [InlineData("1006", "农村道路", LandKind.Agricultural)]
    [InlineData("0404", "其他草地", LandKind.Unused)]
    [InlineData("1109", "水工建筑用地", LandKind.Construction)]
    public void A_land_class_has_its_name_and_great_class(string code, string name, LandKind kind)
    {
        var found = new LandClasses().Find(code)!;

        Assert.Equal((name, kind), (found.Name, found.Kind));
        Assert.Null(new LandClasses().Find("9999"));
    }

    [Fact]
    public void Every_class_with_a_colour_is_a_land_class_of_the_same_name()
    {
        var classes = new LandClasses();
        var style = CatalogueFiles.Layers().Single(l => l.Code == "DLTB").Style;

        Assert.All(style.Classes, c => Assert.Equal(c.Label, classes.Find(c.Value)?.Name));
    }
}
