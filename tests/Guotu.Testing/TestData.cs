namespace Guotu.Testing;

/// <summary>Finds the outside data that no one here wrote; it is never copied into the project.</summary>
public static class TestData
{
    /// <summary>The root of this checkout: the folder that holds <c>build.sh</c>.</summary>
    public static string Checkout { get; } = FindCheckout();

    /// <summary>The folder named by <c>GUOTU_TEST_DATA</c>, by default <c>../shared/data</c> beside the checkout.</summary>
    public static string Root { get; } =
        Environment.GetEnvironmentVariable("GUOTU_TEST_DATA") is { Length: > 0 } named ? named : System.IO.Path.Combine(Checkout, "..", "shared", "data");

    /// <summary>
    /// Path of a file or folder of the outside data. Where the whole data is absent the test is skipped with the standing reason;
    /// where the data is there and the file is not, the test fails: a wrong name must not pass for absent data.
    /// </summary>
    public static string Path(string relative)
    {
        var path = System.IO.Path.Combine(Root, relative);
        Assert.SkipUnless(Directory.Exists(Root), $"outside test data absent: {relative}");
        Assert.True(System.IO.Path.Exists(path), $"The outside test data has no {relative}");
        return path;
    }

    private static string FindCheckout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Directory.Packages.props")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The checkout was not found above the test's folder");
    }
}
