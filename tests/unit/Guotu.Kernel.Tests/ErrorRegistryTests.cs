using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Kernel.Tests;

public sealed class ErrorRegistryTests
{
    [Fact]
    public void A_text_is_shown_in_Chinese_with_its_marks_filled() =>
        Assert.Equal("没有找到案件 12,或不在你的办理范围内。", new Error(KernelErrors.NotFound, ("what", "案件 12")).Text);

    [Fact]
    public void A_mark_that_is_not_filled_is_a_bug_and_throws() =>
        Assert.Throws<InvalidOperationException>(() => new Error(KernelErrors.NotFound).Text);
}
