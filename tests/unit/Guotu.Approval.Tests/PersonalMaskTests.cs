using Guotu.Approval.Domain;
using Guotu.Approval.ListMatters;

namespace Guotu.Approval.Tests;

/// <summary>Personal data as who does not handle the case sees it.</summary>
public sealed class PersonalMaskTests
{
    [Theory]
    [InlineData("name", "王建国", "王**")]
    [InlineData("name", "李明", "李*")]
    [InlineData("name", "王", "****")]
    [InlineData("name", "𠮷野家三郎太", "𠮷****")]
    [InlineData("id-number", "61232619800101122X", "612326**********2X")]
    [InlineData("id-number", "612326800101122", "****")]
    [InlineData("phone", "13800138000", "138****8000")]
    [InlineData("phone", "0916-6321234", "091*******34")]
    [InlineData("phone", "6321234", "****")]
    [InlineData("address", "西乡县堰口镇三合村二组", "西乡县堰口镇****")]
    [InlineData("address", "堰口镇", "****")]
    [InlineData("whole", "任何内容", "****")]
    [InlineData("phone", "", "")]
    public void PersonalMask_leaves_what_its_rule_says(string mask, string value, string shown) => Assert.Equal(shown, PersonalMask.Show(mask, value));

    [Fact]
    public void Every_personal_field_of_every_matter_has_a_mask_of_its_own_kind()
    {
        var fields = new MatterCatalogue("no-such-folder").All.SelectMany(m => m.Fields).Where(f => f.Personal).ToList();

        Assert.NotEmpty(fields);
        Assert.All(fields, f => Assert.NotEqual(PersonalMask.Whole, f.Mask));
    }
}
