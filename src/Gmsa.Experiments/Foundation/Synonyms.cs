namespace Gmsa.Experiments.Foundation;

/// <summary>
/// What other tools call what experiment files name: scikit-learn, librosa, LightGBM, Optuna and the papers that use them. A line is words
/// of theirs and the words of ours; which of ours is meant follows from what is known where the word stands. A kind that is added takes
/// its line out of <see cref="Nearest"/>.
/// </summary>
internal static class Synonyms
{
    /// <summary>Theirs, as <see cref="Suggestion.Plain"/> has them, and ours, which is the same thing.</summary>
    public static IReadOnlyList<(string Theirs, string Ours)> Same { get; } =
    [
        // trainers
        ("rf randomforest randomforestclassifier forest", "fastForest"),
        ("lgbm lgb gbm gbdt lgbmclassifier lightgbmclassifier", "lightGbm"),
        ("mart gradientboostedtrees", "fastTree"),
        ("logreg logisticregression lr softmax maxent multinomial", "logistic"),
        ("cnn convnet cnn2d convolutionalneuralnetwork convolutional", "seedCnn"),
        ("dummy dummyclassifier baseline zeror mostfrequent chance", "majority"),
        ("automl", "auto"),
        // features
        ("spectralcentroid", "centroid"), ("spectralbandwidth", "bandwidth"), ("spectralcontrast", "contrast"),
        ("spectralrolloff", "rolloff"), ("spectralflatness", "flatness"), ("zerocrossingrate zerocrossings", "zcr"),
        ("melspectrogram melspec logmel logmelspectrogram melspectrum", "mel"), ("mfccs", "mfcc"),
        ("chromastft chromacqt chromagram chromafeatures", "chroma"), ("chromacens", "cens"), ("rmse rmsenergy", "rms"),
        ("onsetstrength spectralflux flux", "onset"), ("bpm", "tempo"), ("constantq vqt", "cqt"), ("fft spectrum", "stft"),
        ("tonalcentroid tonalcentroids", "tonnetz"), ("raw rawaudio samples", "waveform"),
        ("tabular table numbers column", "columns"), ("stats statistics summary aggregate", "pooled"),
        // augmentations
        ("timestretching stretch", "timeStretch"), ("pitch pitchshifting", "pitchShift"), ("gaussiannoise whitenoise addnoise", "noise"),
        ("volume loudness", "gain"), ("timeshift randomcrop", "crop"), ("timemask frequencymask masking", "specAugment"),
        // splits
        ("stratifiedgroupkfold groupcv", "groupKFold"), ("stratifiedkfold cv crossvalidation kfoldcv", "kFold"),
        ("traintestsplit traintest groupshufflesplit shufflesplit", "holdout"), ("predefined predefinedsplit fixed manual", "column"),
        // searches and pruners
        ("bayesian bayes bayesianoptimization optuna hyperopt tpesampler", "tpe"),
        ("randomsearch randomizedsearchcv randomizedsearch", "random"), ("gridsearch gridsearchcv", "grid"), ("cma", "cmaEs"),
        ("flaml cfo", "costFrugal"), ("qmc halton quasirandom", "sobol"), ("sha halving", "successiveHalving"),
        // metrics, in files and in --metric
        ("f1 f1macro macrof f1score fscore", "macroF1"), ("acc accuracyscore", "accuracy"),
        ("bacc balancedacc balancedaccuracyscore uar", "balancedAccuracy"), ("nll crossentropy ce xent", "logLoss"),
        ("cohenkappa cohenskappa", "kappa"), ("matthews matthewscorrcoef phi", "mcc"),
        // statistics
        ("average avg", "mean"), ("sd stddev stdev standarddeviation", "std"), ("minimum", "min"), ("maximum", "max"),
        ("skew", "skewness"),
        // keys of trainers
        ("nestimators numtrees ntrees estimators numiterations niterations numboostround nrounds", "trees"),
        ("numleaves maxleaves maxleafnodes nleaves numberofleaves", "leaves"), ("lr eta shrinkage stepsize learnrate", "learningRate"),
        ("minchildsamples mindatainleaf minsamplesleaf", "minExamplesPerLeaf"), ("colsamplebytree maxfeatures", "featureFraction"),
        ("subsample baggingfraction", "rowFraction"), ("weightdecay reglambda lambda regularization", "l2"), ("regalpha", "l1"),
        ("maxiter niter iterations", "passes"), ("numepochs nepochs maxepochs", "epochs"), ("batch", "batchSize"),
        ("earlystopping", "patience"), ("dropoutrate", "dropout"), ("tol", "tolerance"), ("inputs input", "on"),
        // keys of features and data
        ("nmels numbands nbands melbands mels numberofmels", "bands"), ("framelength winlength windowsize fftsize", "nFft"),
        ("hoplength hopsize stride", "hop"), ("nmfcc nummfcc coefficients ncoefficients", "count"), ("delta", "deltas"),
        ("imagesize resize shape", "size"), ("stats aggregations functionals", "statistics"), ("fields columns", "names"),
        ("sr samplingrate fs rate", "sampleRate"), ("duration cliplength", "length"), ("start begin", "offset"),
        ("csv file path metadata", "manifest"), ("audiodir audiofolder audiopath root folder", "audioRoot"),
        // keys of splits, searches and launchers
        ("nsplits nfolds numfolds k cv", "folds"), ("testsize testratio testfraction", "test"),
        ("valsize validationsize valratio validationsplit val", "validation"), ("groups group groupby groupcolumn stratifygroups", "by"),
        ("nrepeats", "repeats"), ("ntrials maxtrials numtrials maxevals niter budget", "trials"), ("timeout maxtime", "time"),
        ("scoring objective", "metric"), ("njobs jobs threads nworkers numworkers cores", "workers"), ("ram", "memory"),
        // keys at the top
        ("randomstate randomseed", "seed"), ("dataset corpus", "data"), ("classes target targets y", "labels"),
        ("models model classifiers classifier estimator learners learner algorithms", "trainers"), ("inputs", "features"),
        ("augmentation augmentations transforms", "augment"), ("tuning tuner sweep hpo", "search"),
        ("crossvalidation", "split"), ("output outputs", "report"), ("type class model", "kind"), ("gpu", "device"),
        ("classbalance sampling", "balance"),
        // commands and their options
        ("train fit execute start", "run"), ("validate lint verify", "check"), ("evaluate eval score", "metrics"),
        ("ls list progress", "status"),
        ("init example", "demo"), ("dryrun preview", "plan"), ("extract", "features"), ("view gallery", "explore"), ("render", "report"),
        ("diff", "compare"), ("environment", "doctor"),
        ("output outdir outputdir o", "--out"), ("output outdir outputdir o", "--results"), ("list", "--trials"),
        ("retry", "--retry-failed"),
    ];

    /// <summary>Theirs that we don't have, and ours that come nearest.</summary>
    public static IReadOnlyList<(string Theirs, string[] Ours)> Nearest { get; } =
    [
        ("svm svc linearsvc linearsvm", ["logistic", "sdca"]),
        ("xgboost xgb catboost gradientboosting histgradientboosting boosting", ["lightGbm", "fastTree"]),
        ("decisiontree decisiontreeclassifier tree cart", ["fastTree", "fastForest"]),
        ("mlp nn dnn neuralnetwork neuralnet network", ["seedCnn", "lightGbm"]),
        ("knn kneighbors nearestneighbours naivebayes", ["logistic", "lightGbm"]),
        ("resnet vgg vggish crnn rnn lstm transformer efficientnet", ["seedCnn"]),
        ("valence energy arousal danceability loudness", ["columns"]),
        ("auc rocauc rocaucovr averageprecision", ["logLoss", "balancedAccuracy"]),
        ("f1weighted weightedf1 f1micro microf1 precision recall", ["macroF1", "balancedAccuracy"]),
        ("maxdepth depth", ["leaves"]), ("c", ["l2"]), ("stratify shuffle", ["by", "folds"]),
        ("percentile quantile range iqr", ["min", "median", "max"]), ("kurtosis", ["skewness"]),
        ("hyperband bohb asha", ["tpe", "random"]), ("leaveoneout loo", ["kFold"]),
        ("leaveonegroupout", ["groupKFold"]), ("extratrees extratreesclassifier", ["fastForest"]),
        ("gp skopt gaussianprocess", ["tpe"]), ("var variance", ["std"]),
    ];

    private static readonly Dictionary<string, string[]> AllSame = Table(Same.Select(s => (s.Theirs, (string[])[s.Ours])));
    private static readonly Dictionary<string, string[]> AllNearest = Table(Nearest);

    /// <summary>The known word that is the same thing; null where there is none.</summary>
    public static string? Of(string word, IEnumerable<string> known) => Among(AllSame, word, known).FirstOrDefault();

    /// <summary>The known words that come nearest to what isn't there.</summary>
    public static IReadOnlyList<string> NearestTo(string word, IEnumerable<string> known) => Among(AllNearest, word, known);

    private static string[] Among(Dictionary<string, string[]> table, string word, IEnumerable<string> known)
    {
        if (!table.TryGetValue(Suggestion.Plain(word), out var ours)) return [];
        var there = known.DistinctBy(Suggestion.Plain).ToDictionary(Suggestion.Plain, StringComparer.Ordinal);
        return [.. ours.Select(o => there.GetValueOrDefault(Suggestion.Plain(o))).OfType<string>()];
    }

    private static Dictionary<string, string[]> Table(IEnumerable<(string Theirs, string[] Ours)> lines) => lines
        .SelectMany(line => line.Theirs.Split(' ').SelectMany(word => line.Ours.Select(ours => (word, ours))))
        .GroupBy(p => p.word, p => p.ours, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
}
